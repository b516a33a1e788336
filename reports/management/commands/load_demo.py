"""``manage.py load_demo --with-known-passwords``: the demo organisations, and the accounts to look at them with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.demo import Demo, InUseError, NoFrameworkError, build_demo, people_there, read_demo
from reports.demo import improve


class Command(BaseCommand):
    """Builds what isn't there yet, changes nothing that is, and prints the accounts.

    The password of the accounts, an administrator's among them, is printed in the project for all to read, so on a
    site that others can reach the demo would be an open door. No setting tells such a site apart for certain (`make
    run` serves with the same settings as production), so the command asks for a flag that names the risk; nobody
    types that by accident, and no variable left over in an environment stands for it. `make run` does give it, and may
    be started beside a database that is in real use: one with people, but none of the demo's, is left alone.
    """

    help = "Build the demo organisations and print the accounts to sign in with. Run again, it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The flag that says yes."""
        parser.add_argument(
            "--with-known-passwords",
            action="store_true",
            help="yes, make accounts whose password anybody can know, an administrator among them",
        )

    def handle(self, *_: Any, with_known_passwords: bool, **__: Any) -> None:
        """Build, then print."""
        if not with_known_passwords:
            raise CommandError(
                "The demo makes accounts, an administrator among them, whose password anybody can know: never on a "
                "site that others can reach. Where that is no danger, type: "
                "manage.py load_demo --with-known-passwords"
            )
        demo = read_demo()
        try:
            new = build_demo(demo)
            improve(new)
        except InUseError:
            self.stdout.write("This database has people of its own, so the demo was not built in it.")
            return
        except NoFrameworkError:
            raise CommandError(
                "A framework of the demo is not loaded. Type this first: manage.py load_framework fixtures/*.yaml"
            )
        for organisation in new:
            self.stdout.write(f"{organisation} built.")
        self.stdout.write(_accounts(demo))


def _accounts(demo: Demo) -> str:
    people = people_there(demo)
    width = max((len(person.email) for person in people), default=0)
    lines = [f"  {person.email:<{width}}  {person.name}: {person.part}" for person in people]
    return "\n".join([f"Demo accounts, all with the password {demo.password} unless it was changed:", *lines])
