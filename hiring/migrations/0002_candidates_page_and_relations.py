"""The page of an opening for its candidates, whom a candidate knows here, and what interviewers answered about it."""

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
    op.create_table('candidate_relation',
    sa.Column('candidate_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_candidate_relation_candidate_id_candidate')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_candidate_relation_person_id_person')),
    sa.PrimaryKeyConstraint('candidate_id', 'kind', name=op.f('pk_candidate_relation'))
    )
    with op.batch_alter_table('candidate_relation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_candidate_relation_person_id'), ['person_id'], unique=False)

    op.create_table('seat_answer',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('seat_id', sa.String(length=16), nullable=False),
    sa.Column('takes_part', sa.Boolean(), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_seat_answer_seat_id_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seat_answer')),
    sa.UniqueConstraint('seat_id', 'takes_part', name=op.f('uq_seat_answer_seat_id_takes_part'))
    )


def downgrade() -> None:
    op.drop_table('seat_answer')
    with op.batch_alter_table('candidate_relation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_candidate_relation_person_id'))

    op.drop_table('candidate_relation')
    op.drop_table('public_page')
