"""Copies of rubrics that are edited in the browser."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('rubric_copy',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('before_version_id', sa.String(length=16), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('started_by_id', sa.String(length=16), nullable=False),
    sa.Column('saved_by_id', sa.String(length=16), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended', sa.String(length=20), nullable=True),
    sa.Column('version_id', sa.String(length=16), nullable=True),
    sa.ForeignKeyConstraint(['before_version_id'], ['rubric_version.id'], name=op.f('fk_rubric_copy_before_version_id_rubric_version')),
    sa.ForeignKeyConstraint(['saved_by_id'], ['person.id'], name=op.f('fk_rubric_copy_saved_by_id_person')),
    sa.ForeignKeyConstraint(['started_by_id'], ['person.id'], name=op.f('fk_rubric_copy_started_by_id_person')),
    sa.ForeignKeyConstraint(['version_id'], ['rubric_version.id'], name=op.f('fk_rubric_copy_version_id_rubric_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rubric_copy'))
    )
    with op.batch_alter_table('rubric_copy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rubric_copy_key'), ['key'], unique=False)


def downgrade() -> None:
    op.drop_table('rubric_copy')
