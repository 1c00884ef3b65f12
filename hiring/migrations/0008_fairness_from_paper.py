"""Who wrote down what an interviewer said on paper about judging fairly."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('seat_answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('typed_by_id', sa.String(length=16), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_seat_answer_typed_by_id_person'), 'person', ['typed_by_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('seat_answer', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_seat_answer_typed_by_id_person'), type_='foreignkey')
        batch_op.drop_column('typed_by_id')
