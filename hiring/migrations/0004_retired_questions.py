"""Questions that HR has taken out of use, with the reason."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('retired_question',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('criterion', sa.String(length=60), nullable=False),
    sa.Column('question', sa.String(length=60), nullable=False),
    sa.Column('words', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('retired_by_id', sa.String(length=16), nullable=False),
    sa.Column('brought_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('brought_back_by_id', sa.String(length=16), nullable=True),
    sa.ForeignKeyConstraint(['brought_back_by_id'], ['person.id'], name=op.f('fk_retired_question_brought_back_by_id_person')),
    sa.ForeignKeyConstraint(['retired_by_id'], ['person.id'], name=op.f('fk_retired_question_retired_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retired_question'))
    )
    with op.batch_alter_table('retired_question', schema=None) as batch_op:
        batch_op.create_index('uq_retired_question_standing', ['criterion', 'question', 'words'], unique=True, sqlite_where=sa.text('brought_back_at IS NULL'), postgresql_where=sa.text('brought_back_at IS NULL'))


def downgrade() -> None:
    op.drop_table('retired_question')
