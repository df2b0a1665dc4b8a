package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/**
 * What a tape holds and what one reverse sweep over it does, step by step; {@link #toString} is the text.
 *
 * <p>A trace is a copy: it stays readable when the tape is cleared or closed. Beside the text there are drawings, {@link #svg}, {@link
 * #dot} and {@link #mermaid}, and the numbers as {@link #json}. They are made for tapes that a person reads, of some hundred steps at
 * most.
 */
public final class Trace {
    /**
     * A gradient at the end of the sweep.
     *
     * @param variable the variable's name
     * @param value a copy of its cotangent
     */
    public record Gradient(String variable, DMatrixRMaj value) {}

    private final Recording recording;
    private final Set<Group> closed;

    private Trace(Recording recording, Set<Group> closed) {
        this.recording = recording;
        this.closed = Set.copyOf(closed);
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
        return new Trace(Recording.of(tape, root, yBar), Set.of());
    }

    /**
     * The trace of the gradient of f at {@code x}, on a tape of its own where the variable is named x.
     *
     * @throws ArgumentException if f(x) is not 1×1
     */
    public static Trace of(UnaryOperator<Var> f, DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            return of(tape, f.apply(tape.variable("x", x)));
        }
    }

    /**
     * This trace, whose drawings show each scope of one of these names as a single box; every scope if no name is given.
     *
     * @throws IllegalArgumentException if no scope of the trace has one of the names
     */
    public Trace closing(String... scopes) {
        Set<Group> closing = new HashSet<>(scopes.length == 0 ? groups() : closed);
        for (String name : scopes) {
            List<Group> named =
                    groups().stream().filter(g -> g.name().equals(name)).toList();
            if (named.isEmpty()) {
                throw new IllegalArgumentException("closing: no scope \"" + name + "\" of two steps or more among "
                        + groups().stream().map(Group::name).toList());
            }
            closing.addAll(named);
        }
        return new Trace(recording, closing);
    }

    /** The constants, variables and operations, each after its arguments. */
    public List<Step> steps() {
        return recording.steps();
    }

    /** The scopes that hold more than one step, each after those that hold it. */
    public List<Group> groups() {
        return recording.groups();
    }

    /** The contributions in the order of the sweep. */
    public List<Contribution> contributions() {
        return recording.contributions();
    }

    /** The gradient of each variable. */
    public List<Gradient> gradients() {
        return steps().stream()
                .filter(s -> s.kind() == Step.Kind.VARIABLE)
                .map(s -> new Gradient(s.name(), s.cotangent().copy()))
                .collect(Collectors.toList());
    }

    /** Each step with its value, each contribution with its rule and its numbers, then the gradients. */
    @Override
    public String toString() {
        return TraceText.of(recording);
    }

    /** The graph in the language of Graphviz, a scope as a cluster. */
    public String dot() {
        return Dot.of(Picture.of(recording, closed));
    }

    /** The graph as a flowchart of Mermaid, which Markdown renders on many sites; a scope is a subgraph. */
    public String mermaid() {
        return Mermaid.of(Picture.of(recording, closed));
    }

    /** The graph as an SVG document, laid out in layers, a scope as a frame. */
    public String svg() {
        return Svg.document(Picture.of(recording, closed));
    }

    /**
     * The steps, scopes and contributions as JSON (RFC 8259), every number in full, matrices as arrays of rows; a number that is not
     * finite is the string {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"}.
     */
    public String json() {
        return TraceJson.of(recording);
    }

    /**
     * One page that steps through the trace in a browser, alone in its file: no request leaves it, and without a script its drawing and
     * tables still show the whole run.
     *
     * <p>Finite differences are taken here, for each variable up to 6×6 and each other step up to 3×3. A page of fifty steps stays below 60 kB.
     */
    public String html(String title) {
        return Page.of(recording, title);
    }

    /** The page, titled by the result. */
    public String html() {
        return html("Backpropagation through " + recording.root().name());
    }
}
