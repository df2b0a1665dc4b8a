package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** The text of a trace: an evaluation trace, forward and then backward. */
final class TraceText {
    private static final int WIDEST = 100;

    private static final String BROKEN = "  ← the first that is not finite";

    private final Recording recording;
    private final StringBuilder text = new StringBuilder();

    private TraceText(Recording recording) {
        this.recording = recording;
    }

    static String of(Recording recording) {
        TraceText view = new TraceText(recording);
        view.forward();
        view.backward();
        view.gradients();
        return view.text.toString();
    }

    /** The operation and its arguments by name. */
    static String expression(Recording recording, Step step) {
        if (step.kind() != Kind.OPERATION) {
            return step.operation();
        }
        String arguments = step.arguments().stream()
                .map(a -> recording.steps().get(a).name())
                .collect(Collectors.joining(", ", "(", ")"));
        return step.operation() + arguments;
    }

    /** The rule with the names of its step. */
    static String withNames(Recording recording, Contribution c) {
        return Formula.filled(
                c.formula(),
                symbol -> symbol.equals("ȳ")
                        ? c.from().barred()
                        : operand(recording, c.from(), symbol).name());
    }

    /** The rule with the numbers of its step, matrices by {@link Notation#value}, large ones by their shape. */
    static String withNumbers(Recording recording, Contribution c) {
        return Formula.filled(c.formula(), symbol -> {
            DMatrixRMaj m = symbol.equals("ȳ")
                    ? c.from().cotangent()
                    : operand(recording, c.from(), symbol).value();
            return Notation.isInFull(m, Notation.LARGEST_IN_FULL)
                    ? Notation.value(m)
                    : "(" + m.numRows + "×" + m.numCols + ")";
        });
    }

    /** What a symbol of a rule stands for: y is the step itself, b and c the second and third argument, a and x the first. */
    static Step operand(Recording recording, Step step, String symbol) {
        int argument =
                switch (symbol) {
                    case "y" -> -1;
                    case "b" -> 1;
                    case "c" -> 2;
                    default -> 0;
                };
        return argument < 0 || argument >= step.arguments().size()
                ? step
                : recording.steps().get(step.arguments().get(argument));
    }

    private void forward() {
        text.append("forward, values\n");
        Step broken = recording.firstNonFiniteValue();
        List<Step> shown =
                recording.steps().stream().filter(s -> s.kind() != Kind.NUMBER).toList();
        int names = width(shown.stream().map(s -> indent(s) + s.name()).toList());
        int expressions =
                width(shown.stream().map(s -> expression(recording, s)).toList());
        @Nullable Group open = null;
        for (Step s : shown) {
            Group group = recording.groupOf(s);
            enter(group, open);
            open = group;
            text.append(Notation.padded(indent(s) + s.name(), names))
                    .append(" = ")
                    .append(Notation.padded(expression(recording, s), expressions))
                    .append(" = ")
                    .append(Notation.value(s.value()))
                    .append(s.equals(broken) ? BROKEN : "")
                    .append("\n");
        }
    }

    /** The names of the scopes that begin before a step of {@code group}. */
    private void enter(@Nullable Group group, @Nullable Group open) {
        if (group == null || (open != null && open.isWithin(group))) {
            return;
        }
        enter(group.parent(), open);
        text.append("  ".repeat(group.depth() + 1)).append(group.name()).append(":\n");
    }

    private String indent(Step s) {
        Group group = recording.groupOf(s);
        return "  ".repeat(group == null ? 1 : group.depth() + 2);
    }

    private void backward() {
        Step root = recording.root();
        text.append("backward, cotangents; ")
                .append(root.barred())
                .append(" = ")
                .append(Notation.value(recording.seed()))
                .append(", every other starts at 0\n");
        List<Contribution> all = recording.contributions();
        int names = width(all.stream().map(c -> c.to().barred()).toList());
        int rules = width(all.stream().map(c -> withNames(recording, c)).toList());
        int broken = recording.firstNonFiniteContribution();
        for (int i = 0; i < all.size(); i++) {
            String left = "  " + Notation.padded(all.get(i).to().barred(), names) + " += ";
            List<String> parts = parts(all.get(i));
            if (i == broken) {
                parts.add(BROKEN);
            }
            String line = left
                    + Notation.padded(parts.get(0), rules)
                    + parts.stream().skip(1).collect(Collectors.joining());
            text.append(Notation.width(line) <= WIDEST ? line : stacked(left, parts))
                    .append("\n");
        }
    }

    private List<String> parts(Contribution c) {
        List<String> parts = new ArrayList<>();
        parts.add(withNames(recording, c));
        String numbers = withNumbers(recording, c);
        String result = Notation.value(c.sent());
        if (!numbers.equals(result)) {
            parts.add(" = " + numbers);
        }
        parts.add(" = " + result);
        if (c.accumulates()) {
            parts.add("  accumulated, now " + Notation.value(c.total()));
        }
        return parts;
    }

    private static String stacked(String left, List<String> parts) {
        String margin = "\n" + " ".repeat(Notation.width(left) - 3);
        return left + parts.get(0) + parts.stream().skip(1).map(p -> margin + p).collect(Collectors.joining());
    }

    private void gradients() {
        text.append("gradients\n");
        List<Step> variables = recording.steps().stream()
                .filter(s -> s.kind() == Kind.VARIABLE)
                .toList();
        String root = "  ∂" + recording.root().name() + "/∂";
        int names = width(variables.stream().map(s -> root + s.name()).toList());
        for (Step v : variables) {
            text.append(Notation.padded(root + v.name(), names))
                    .append(" = ")
                    .append(Notation.value(v.cotangent()))
                    .append("\n");
        }
    }

    private static int width(List<String> cells) {
        return cells.stream().mapToInt(Notation::width).max().orElse(0);
    }
}
