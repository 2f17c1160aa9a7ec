"""Numbers and codes that name a person, a taxpayer, an agency or a telephone."""

from tinhso.kernel.identifiers.agency_code import AgencyCode
from tinhso.kernel.identifiers.masks import mask, mask_phone
from tinhso.kernel.identifiers.personal_number import (
    PersonalNumber,
    check_personal_number,
)
from tinhso.kernel.identifiers.phone import format_phone, parse_phone
from tinhso.kernel.identifiers.tax_code import TaxCode, tax_check_digit

__all__ = [
    "AgencyCode",
    "PersonalNumber",
    "TaxCode",
    "check_personal_number",
    "format_phone",
    "mask",
    "mask_phone",
    "parse_phone",
    "tax_check_digit",
]
