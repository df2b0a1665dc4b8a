package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.trace.Step.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a tape and of one reverse sweep over it: what every view reads.
 *
 * @param steps each after its arguments
 * @param groups each after the one around it
 * @param root where the sweep starts
 * @param seed the cotangent it starts with
 * @param contributions in the order of the sweep
 */
record Recording(List<Step> steps, List<Group> groups, Step root, DMatrixRMaj seed, List<Contribution> contributions) {
    Recording {
        steps = List.copyOf(steps);
        groups = List.copyOf(groups);
        contributions = List.copyOf(contributions);
    }

    static Recording of(Tape tape, Var root, DMatrixRMaj yBar) {
        return new Reader(tape, root, yBar).read();
    }

    /** The steps that use {@code step} as an argument, one entry for each use. */
    List<Step> usersOf(Step step) {
        List<Step> users = new ArrayList<>();
        for (Step s : steps) {
            s.arguments().stream().filter(a -> a == step.id()).forEach(a -> users.add(s));
        }
        return users;
    }

    /** The innermost group of {@code step}; {@code null} if it stands in none. */
    @Nullable
    Group groupOf(Step step) {
        return groups.stream()
                .filter(g -> g.members().contains(step.id()))
                .findFirst()
                .orElse(null);
    }

    /** The first step whose value has an entry that is NaN or infinite; {@code null} if all are finite. */
    @Nullable
    Step firstNonFiniteValue() {
        return steps.stream().filter(s -> !isFinite(s.value())).findFirst().orElse(null);
    }

    /** The index of the first contribution with an entry that is NaN or infinite; -1 if all are finite. */
    int firstNonFiniteContribution() {
        for (int i = 0; i < contributions.size(); i++) {
            if (!isFinite(contributions.get(i).sent())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isFinite(DMatrixRMaj m) {
        for (int i = 0; i < m.getNumElements(); i++) {
            if (!Double.isFinite(m.data[i])) {
                return false;
            }
        }
        return true;
    }

    /** Reads the tape once. */
    private static final class Reader {
        private final Tape tape;
        private final Var root;
        private final DMatrixRMaj seed;
        private final Map<Var, Integer> ids = new HashMap<>();
        private final List<Var> vars = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();

        Reader(Tape tape, Var root, DMatrixRMaj seed) {
            this.tape = tape;
            this.root = root;
            this.seed = seed.copy();
        }

        Recording read() {
            List<Var> recorded = tape.steps();
            for (Var step : recorded) {
                step.arguments().forEach(this::add);
                add(step);
            }
            add(root);
            DMatrixRMaj[] cotangents =
                    vars.stream().map(v -> v.value().createLike()).toArray(DMatrixRMaj[]::new);
            List<Sent> sent = new ArrayList<>();
            boolean[] reached = new boolean[vars.size()];
            Gradients swept = tape.gradients(root, seed, (step, argument, contribution, total) -> {
                int to = id(step.argument(argument));
                sent.add(new Sent(id(step), argument, to, contribution.copy(), total.copy(), reached[to]));
                reached[to] = true;
                cotangents[to] = total.copy();
            });
            if (root.isVariable()) {
                cotangents[id(root)] = swept.of(root).copy();
            } else if (!root.isConstant()) {
                cotangents[id(root)] = seed.copy();
            }
            reached[id(root)] = !root.isConstant();
            List<Step> steps = steps(cotangents, reached);
            List<Contribution> contributions = sent.stream()
                    .map(s -> new Contribution(
                            steps.get(s.from), s.argument, steps.get(s.to), s.sent, s.total, s.accumulates))
                    .toList();
            return new Recording(
                    steps, Grouping.of(tape.scopes(), vars, steps), steps.get(id(root)), seed, contributions);
        }

        private record Sent(int from, int argument, int to, DMatrixRMaj sent, DMatrixRMaj total, boolean accumulates) {}

        private void add(Var v) {
            if (!ids.containsKey(v)) {
                ids.put(v, vars.size());
                vars.add(v);
            }
        }

        private int id(Var v) {
            return Objects.requireNonNull(ids.get(v));
        }

        private List<Step> steps(DMatrixRMaj[] cotangents, boolean[] reached) {
            List<Step> steps = new ArrayList<>();
            for (Var v : vars) {
                int id = id(v);
                steps.add(new Step(
                        id,
                        name(v),
                        kind(v),
                        v.primitive(),
                        v.arguments().stream().map(this::id).toList(),
                        v.value(),
                        cotangents[id],
                        reached[id]));
            }
            return steps;
        }

        private static Kind kind(Var v) {
            return v.primitive() != null
                    ? Kind.OPERATION
                    : v.isVariable() ? Kind.VARIABLE : isNumber(v) ? Kind.NUMBER : Kind.CONSTANT;
        }

        private static boolean isNumber(Var v) {
            return v.isConstant() && v.name().equals("const") && v.shape().isScalar();
        }

        /** The user's name or v and its index; a number as itself; a name that is taken gets a count. */
        private String name(Var v) {
            if (isNumber(v)) {
                return Notation.number(v.scalar());
            }
            String given = v.name().isBlank() ? "v" + (v.isConstant() ? "" : v.index()) : v.name();
            String name = given;
            for (int count = 2; !taken.add(name); count++) {
                name = given + "#" + count;
            }
            return name;
        }
    }
}
