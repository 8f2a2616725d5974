"""Numbers understood: every quantity of a Chinese official text, with its place and its bounds."""

from jiannuo.core.quantities.kept_out import KeptOut
from jiannuo.core.quantities.quantity import Quantity
from jiannuo.core.quantities.reading import iter_quantities, quantities, readings
from jiannuo.core.quantities.units import STANDARD, MeasureUnit, Units, UnitTableError

__all__ = [
    "STANDARD",
    "KeptOut",
    "MeasureUnit",
    "Quantity",
    "UnitTableError",
    "Units",
    "iter_quantities",
    "quantities",
    "readings",
]
