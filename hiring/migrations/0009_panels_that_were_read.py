"""Seats given after a reading, reopened panels, and which sittings a closing leaves out."""

import json

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.add_column(sa.Column('after_reading', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('panel_closing', schema=None) as batch_op:
        batch_op.add_column(sa.Column('left_out', sa.Text(), server_default='[]', nullable=False))
    _name_what_was_left_out()

    op.create_table('panel_reopening',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('application_id', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('reopened_by_id', sa.String(length=16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_panel_reopening_application_id_application')),
    sa.ForeignKeyConstraint(['reopened_by_id'], ['person.id'], name=op.f('fk_panel_reopening_reopened_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_panel_reopening')),
    sa.UniqueConstraint('application_id', name=op.f('uq_panel_reopening_application_id')),
    info={'append_only': 'a reopening'}
    )


def _name_what_was_left_out() -> None:
    """A panel that was closed before stays closed: it leaves out each sitting of which nobody sealed a card."""
    connection = op.get_bind()
    closings = connection.execute(sa.text('SELECT id, application_id FROM panel_closing ORDER BY id')).all()
    for closing, application in closings:
        missing = connection.execute(sa.text(
            'SELECT sitting.id FROM sitting JOIN application ON application.opening_id = sitting.opening_id '
            'WHERE application.id = :application AND sitting.id NOT IN ('
            'SELECT meeting.sitting_id FROM meeting JOIN seat ON seat.meeting_id = meeting.id '
            "JOIN scorecard ON scorecard.seat_id = seat.id WHERE meeting.application_id = :application "
            "AND meeting.state = 'planned') ORDER BY sitting.position"
        ), {'application': application}).scalars().all()
        connection.execute(
            sa.text('UPDATE panel_closing SET left_out = :missing WHERE id = :closing'),
            {'missing': json.dumps(list(missing), separators=(',', ':')), 'closing': closing},
        )


def downgrade() -> None:
    op.drop_table('panel_reopening')
    with op.batch_alter_table('panel_closing', schema=None) as batch_op:
        batch_op.drop_column('left_out')
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.drop_column('after_reading')
