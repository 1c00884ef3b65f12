"""Amendments after the reveal, and who typed a card in from paper."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_guest', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('scorecard', schema=None) as batch_op:
        batch_op.add_column(sa.Column('typed_by_id', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('paper_on', sa.Date(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_scorecard_typed_by_id_person'), 'person', ['typed_by_id'], ['id'])

    op.create_table('amendment',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('scorecard_id', sa.String(length=16), nullable=False),
    sa.Column('question', sa.String(length=121), nullable=False),
    sa.Column('level', sa.Integer(), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by_id', sa.String(length=16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('level IS NULL OR level BETWEEN 1 AND 5', name=op.f('ck_amendment_level_on_scale')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_amendment_by_id_person')),
    sa.ForeignKeyConstraint(['scorecard_id', 'question'], ['rating.scorecard_id', 'rating.question'], name=op.f('fk_amendment_scorecard_id_question_rating')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment')),
    info={'append_only': 'an amendment'}
    )
    with op.batch_alter_table('amendment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_amendment_scorecard_id'), ['scorecard_id'], unique=False)


def downgrade() -> None:
    op.drop_table('amendment')
    with op.batch_alter_table('scorecard', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_scorecard_typed_by_id_person'), type_='foreignkey')
        batch_op.drop_column('paper_on')
        batch_op.drop_column('typed_by_id')

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('is_guest')
