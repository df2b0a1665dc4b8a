package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * What a tape holds and what one reverse sweep over it does, step by step; {@link #toString} is the text.
 *
 * <p>The text lists each step with its value, then each contribution of the sweep in its order, with the rule filled in and, where
 * it adds to an earlier one, the total; then the gradients.
 */
public final class Trace {
    /**
     * A variable or step of the forward computation.
     *
     * @param name the name it is referred to by
     * @param expression the operation and its arguments; empty for a variable
     * @param value a copy of its value
     */
    public record Step(String name, String expression, DMatrixRMaj value) {}

    /**
     * One contribution of the reverse sweep.
     *
     * @param from the step that sends it
     * @param to the argument whose cotangent receives it
     * @param rule the rule with the names filled in
     * @param contribution a copy of what is sent
     * @param total a copy of the cotangent of {@code to} after it
     * @param accumulates whether an earlier contribution has arrived there
     */
    public record Contribution(
            String from, String to, String rule, DMatrixRMaj contribution, DMatrixRMaj total, boolean accumulates) {}

    /**
     * A gradient at the end of the sweep.
     *
     * @param variable the variable's name
     * @param value a copy of its cotangent
     */
    public record Gradient(String variable, DMatrixRMaj value) {}

    private final String root;
    private final DMatrixRMaj seed;
    private final List<Step> forward = new ArrayList<>();
    private final List<Contribution> backward = new ArrayList<>();
    private final List<Gradient> gradients = new ArrayList<>();

    private Trace(String root, DMatrixRMaj seed) {
        this.root = root;
        this.seed = seed;
    }

    /**
     * The trace of the gradient of a 1×1 {@code root}.
     *
     * @throws ArgumentException if {@code root} is not 1×1; give a cotangent then
     */
    public static Trace of(Tape tape, Var root) {
        if (!root.shape().isScalar()) {
            throw new ArgumentException(
                    "trace", root.toString(), "a gradient needs a 1×1 root; give a cotangent of its shape");
        }
        DMatrixRMaj one = new DMatrixRMaj(1, 1);
        one.data[0] = 1;
        return of(tape, root, one);
    }

    /** The trace of the reverse sweep from {@code root} seeded with {@code yBar}, of its shape. */
    public static Trace of(Tape tape, Var root, DMatrixRMaj yBar) {
        Trace trace = new Trace(Notation.name(root), yBar.copy());
        List<Var> steps = tape.steps();
        for (Var step : steps) {
            trace.forward.add(new Step(Notation.name(step), Notation.expression(step), step.value()));
        }
        boolean[] reached = new boolean[steps.size()];
        Gradients swept = tape.gradients(root, yBar, (step, argument, contribution, total) -> {
            Var to = step.argument(argument);
            Derivative rule = Objects.requireNonNull(step.primitive()).derivative(argument);
            trace.backward.add(new Contribution(
                    Notation.name(step),
                    Notation.name(to),
                    Notation.filled(rule, step, to),
                    contribution.copy(),
                    total.copy(),
                    reached[to.index()]));
            reached[to.index()] = true;
        });
        for (Var step : steps) {
            if (step.isVariable()) {
                trace.gradients.add(new Gradient(step.name(), swept.of(step).copy()));
            }
        }
        return trace;
    }

    /** The variables and steps in the order of recording. */
    public List<Step> forward() {
        return List.copyOf(forward);
    }

    /** The contributions in the order of the sweep. */
    public List<Contribution> backward() {
        return List.copyOf(backward);
    }

    /** The gradient of each variable. */
    public List<Gradient> gradients() {
        return List.copyOf(gradients);
    }

    @Override
    public String toString() {
        List<String[]> values = new ArrayList<>();
        for (Step s : forward) {
            String what = s.expression().isEmpty() ? "variable" : s.expression();
            values.add(new String[] {s.name(), "= " + what, "= " + Notation.value(s.value())});
        }
        List<String[]> sent = new ArrayList<>();
        for (Contribution c : backward) {
            String total = c.accumulates() ? "now " + Notation.value(c.total()) : "";
            sent.add(
                    new String[] {Notation.bar(c.to()), "+= " + c.rule(), "= " + Notation.value(c.contribution()), total
                    });
        }
        List<String[]> ends = new ArrayList<>();
        for (Gradient g : gradients) {
            ends.add(new String[] {"∂" + root + "/∂" + g.variable(), "= " + Notation.value(g.value())});
        }
        return "forward, values\n" + Notation.columns(values) + "backward, cotangents; " + Notation.bar(root)
                + " = " + Notation.value(seed) + ", every other starts at 0\n" + Notation.columns(sent) + "gradients\n"
                + Notation.columns(ends);
    }
}
