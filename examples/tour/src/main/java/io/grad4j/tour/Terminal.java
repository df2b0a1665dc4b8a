package io.grad4j.tour;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the output goes.
 *
 * @param interactive whether a terminal shows it
 * @param environment of the process
 */
record Terminal(boolean interactive, Map<String, String> environment) {
    static Terminal ofThisProcess() {
        return new Terminal(isInteractive(System.console()), System.getenv());
    }

    /** Whether colour is welcome: a terminal that is not dumb, and no NO_COLOR (no-color.org: set and not empty). */
    boolean wantsColour() {
        String term = environment.getOrDefault("TERM", "dumb");
        return interactive
                && !term.equals("dumb")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** From Java 22 on there is a console without a terminal too, and a method to ask. */
    private static boolean isInteractive(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
