package io.grad4j.notes.judging;

import io.grad4j.notes.syntax.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the chains of a note come to where that is wrong, so that a line that uses it is told from one with a mistake of its own. */
final class Results {
    private record Result(Expr from, Expr to, int line) {}

    private final List<Result> wrong = new ArrayList<>();

    /** Remembers that a note takes {@code from} to be {@code to}, which it is not. */
    void add(Expr from, Expr to, int line) {
        wrong.add(new Result(from, to, line));
    }

    /** {@code e} with the wrong results put in. */
    Expr in(Expr e) {
        return e.rewrite(part -> {
            for (Result result : wrong) {
                if (result.from().equals(part)) {
                    return result.to();
                }
            }
            return part;
        });
    }

    /** The lines of the results that {@code e} uses. */
    String lines(Expr e) {
        Set<String> lines = new LinkedHashSet<>();
        e.walk(part -> wrong.stream()
                .filter(result -> result.from().equals(part))
                .forEach(result -> lines.add(String.valueOf(result.line()))));
        return String.join(" and ", lines);
    }
}
