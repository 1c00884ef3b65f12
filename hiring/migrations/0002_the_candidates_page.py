"""The page of an opening for its candidates."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('public_page',
    sa.Column('opening_id', sa.String(length=16), nullable=False),
    sa.Column('token', sa.String(length=40), nullable=True),
    sa.Column('adjustments', sa.String(length=200), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_public_page_opening_id_opening'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('opening_id', name=op.f('pk_public_page')),
    sa.UniqueConstraint('token', name=op.f('uq_public_page_token'))
    )


def downgrade() -> None:
    op.drop_table('public_page')
