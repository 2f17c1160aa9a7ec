"""Years of a province's work, made up: dossiers with their acts, straight by COPY.

``plan`` spreads a number of dossiers over days, ``world`` reads who works where,
``people`` and ``answers`` say who files what, ``lives`` what becomes of it and when,
``lines`` writes the rows as the services and triggers would have, ``loading`` brings
them in. The same seed and world give the same history.
"""
