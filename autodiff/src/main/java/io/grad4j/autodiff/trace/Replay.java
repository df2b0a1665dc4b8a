package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Differences;
import io.grad4j.autodiff.check.Differences.Estimate;
import io.grad4j.autodiff.trace.Step.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** The recorded steps computed again by their primitives: with one value changed, or one rule at a time. */
final class Replay {
    private final Recording recording;

    Replay(Recording recording) {
        this.recording = recording;
    }

    /**
     * The cotangent of {@code step} by differences of ⟨seed, root⟩, each entry of the step moved on its own and the steps after it
     * computed again; constants, also those a rule takes as constant, stay as they are.
     */
    Estimate difference(Step step) {
        DMatrixRMaj value = step.value();
        Estimate all = new Estimate(value.createLike(), value.createLike());
        for (int i = 0; i < value.getNumElements(); i++) {
            DMatrixRMaj direction = value.createLike();
            direction.data[i] = 1;
            Estimate entry = Differences.along(
                    x -> seededRoot(step, x[0]), new DMatrixRMaj[] {value}, new DMatrixRMaj[] {direction});
            all.value().data[i] = entry.value().data[0];
            all.error().data[i] = entry.error().data[0];
        }
        return all;
    }

    /** ⟨seed, root⟩ with another value of {@code changed}, 1×1. */
    private DMatrixRMaj seededRoot(Step changed, DMatrixRMaj value) {
        int last = recording.root().id();
        @Nullable DMatrixRMaj[] anew = new @Nullable DMatrixRMaj[last + 1];
        if (changed.id() <= last) {
            anew[changed.id()] = value;
        }
        for (int id = changed.id() + 1; id <= last; id++) {
            Step s = recording.steps().get(id);
            boolean moved = s.arguments().stream().anyMatch(a -> anew[a] != null);
            if (moved && s.contributes()) {
                anew[id] = value(s, anew);
            }
        }
        DMatrixRMaj root =
                Objects.requireNonNullElse(anew[last], recording.root().value());
        DMatrixRMaj sum = new DMatrixRMaj(1, 1);
        for (int i = 0; i < root.getNumElements(); i++) {
            // A part of the root that the seed leaves out may be anything.
            double weight = recording.seed().data[i];
            sum.data[0] += weight == 0 ? 0 : weight * root.data[i];
        }
        return sum;
    }

    private DMatrixRMaj value(Step s, @Nullable DMatrixRMaj[] anew) {
        Primitive p = Objects.requireNonNull(s.primitive());
        DMatrixRMaj[] x = new DMatrixRMaj[s.arguments().size()];
        for (int k = 0; k < x.length; k++) {
            int a = s.arguments().get(k);
            x[k] = Objects.requireNonNullElse(anew[a], recording.steps().get(a).value());
        }
        DMatrixRMaj y = new DMatrixRMaj(p.shape(x).rows(), p.shape(x).cols());
        p.value(x, y);
        return y;
    }

    /** What {@code step} sends to each of its arguments when it holds {@code yBar}; {@code null} for a constant. */
    List<@Nullable DMatrixRMaj> sentBy(Step step, DMatrixRMaj yBar) {
        Primitive p = Objects.requireNonNull(step.primitive());
        try (Tape tape = new Tape()) {
            List<Var> x = new ArrayList<>();
            for (int a : step.arguments()) {
                Step argument = recording.steps().get(a);
                boolean fixed = argument.kind() == Kind.CONSTANT || argument.kind() == Kind.NUMBER;
                x.add(fixed ? tape.constant(argument.value()) : tape.variable(argument.value()));
            }
            Var[] rest = x.subList(1, x.size()).toArray(Var[]::new);
            Gradients sent = tape.gradients(p.of(x.get(0), rest), yBar);
            return Arrays.asList(x.stream()
                    .map(v -> v.isConstant() ? null : sent.of(v).copy())
                    .toArray(DMatrixRMaj[]::new));
        }
    }
}
