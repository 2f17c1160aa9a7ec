"""Pages a citizen files, follows and collects a dossier on."""
