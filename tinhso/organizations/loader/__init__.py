"""Bulk loading: places of the whole country, units of a province, holidays, CSV files."""

from tinhso.organizations.loader.calendar import load_holidays
from tinhso.organizations.loader.csv_file import Report, load_units_csv
from tinhso.organizations.loader.history import load_old_units
from tinhso.organizations.loader.places import load_places
from tinhso.organizations.loader.units import Loaded, load_province

__all__ = [
    "Loaded",
    "Report",
    "load_holidays",
    "load_old_units",
    "load_places",
    "load_province",
    "load_units_csv",
]
