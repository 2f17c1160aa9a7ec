"""The papers of a dossier: the receipt (form 01) and results, set by typst."""
