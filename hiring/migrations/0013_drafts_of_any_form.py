"""A draft may be about any form, which is named by the address it is sent to."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.alter_column(
            'about', existing_type=sa.String(length=16), type_=sa.String(length=300), existing_nullable=False
        )


def downgrade() -> None:
    op.execute(sa.text('DELETE FROM draft WHERE length(about) > 16'))
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.alter_column(
            'about', existing_type=sa.String(length=300), type_=sa.String(length=16), existing_nullable=False
        )
