"""Arithmetic on ratings: panels, agreement, reliability, fairness, validity and probation signals.

Folded by what is asked: `scoring`, what marks come to; `model`, candidates and interviewers told apart; `splitting`,
totals where rounds share the criteria out; `consistency`, how far it would come out the same; `outcomes`, what became
of people; `analysis`, everything of one table; `words`, the sentences.

Nothing here knows a web page, a table or a file. Functions take pandas frames in long format (one row a rating) and
return frames or small frozen dataclasses. Three rules hold throughout: no number without its uncertainty, no rank
without its tie group, and missing is missing.
"""

import os

# Many small matrices: on a busy machine more than one thread a fit costs hundreds of times more than it saves. It has
# an effect only before numpy is first imported, so it stands here and again where a process starts.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
