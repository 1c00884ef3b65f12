"""Corrections of the first day of a probation, with their reason."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'first_day_correction',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('probation_id', sa.String(length=16), nullable=False),
        sa.Column('was_on', sa.Date(), nullable=False),
        sa.Column('starts_on', sa.Date(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('by_id', sa.String(length=16), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_first_day_correction_by_id_person')),
        sa.ForeignKeyConstraint(
            ['probation_id'], ['probation.id'], name=op.f('fk_first_day_correction_probation_id_probation')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_first_day_correction')),
    )
    with op.batch_alter_table('first_day_correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_first_day_correction_probation_id'), ['probation_id'], unique=False)


def downgrade() -> None:
    op.drop_table('first_day_correction')
