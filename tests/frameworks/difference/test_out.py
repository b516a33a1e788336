"""A difference as JSON."""

import json
from dataclasses import replace
from decimal import Decimal

from frameworks.definition import UpgradeRule
from frameworks.difference import difference, difference_to_json
from tests.definitions import make_category, make_dimension, make_element, make_enabler, tiny_definition

OLD = tiny_definition()


def test_json_says_all_of_it():
    d11 = replace(make_element("D1.1", 15), title="Element, reworded")
    new = replace(
        tiny_definition(version="1.1", enablers=(make_enabler("E2", (1,)),)),
        categories=(
            make_category("A", 40, make_dimension("D1", d11, make_element("D1.3", 10, (1, 1, 1)))),
            replace(OLD.categories[1], dimensions=(*OLD.categories[1].dimensions, OLD.dimensions[1])),
        ),
        upgrades=(UpgradeRule("1.0", "element", "D1.2", "D1.3"),),
        levels=(OLD.levels[0], replace(OLD.levels[1], from_percent=Decimal(25)), *OLD.levels[2:]),
    )
    found = difference_to_json(OLD, new, difference(OLD, new))
    assert json.loads(json.dumps(found)) == found
    assert {name: found[name] for name in ("framework", "from", "to")} == {
        "framework": "tiny",
        "from": "1.0",
        "to": "1.1",
    }
    assert found["added"] == [
        {"kind": "element", "code": "E2", "title": "Enabler E2"},
        {"kind": "indicator", "code": "E2/1", "title": "The organisation does 1 of E2.", "part_of": "E2"},
    ]
    assert [item["code"] for item in found["removed"]] == ["E1", "E1/1", "E1/2"]
    assert found["reworded"][0] == {
        "kind": "element",
        "code": "D1.1",
        "field": "title",
        "from": "Element D1.1",
        "to": "Element, reworded",
        "words": [{"kept": "Element"}, {"removed": " D1.1"}, {"added": ", reworded"}],
    }
    assert found["moved"][0] == {
        "kind": "element",
        "from": {"code": "D1.2", "title": "Element D1.2", "part_of": "D1", "position": 2},
        "to": {"code": "D1.3", "title": "Element D1.3", "part_of": "D1", "position": 2},
        "merged": False,
    }
    assert [one["to"]["code"] for one in found["moved"]] == ["D1.3", "D2"]
    assert found["reweighted"] == [
        {"kind": "element", "code": "D1.1", "title": "Element, reworded", "weight": "points", "from": "10", "to": "15"},
        {"kind": "level", "code": "2", "title": "Developing", "weight": "from_percent", "from": "20", "to": "25"},
    ]
