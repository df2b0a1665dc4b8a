package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.Scope;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Which step stands in which scope. */
final class Grouping {
    private static final int NONE = -1;

    private final List<Scope> scopes = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();

    private Grouping() {}

    /**
     * The scopes that hold more than one step as groups, each after the one around it; of scopes that hold the same steps the outer
     * one.
     *
     * @param vars the trace's steps as the tape has them, in the same order
     */
    static List<Group> of(List<Scope> scopes, List<Var> vars, List<Step> steps) {
        Grouping grouping = new Grouping();
        grouping.keep(scopes);
        int[] innermost = grouping.innermost(vars, steps);
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < grouping.scopes.size(); g++) {
            List<Integer> members = new ArrayList<>();
            for (int id = 0; id < innermost.length; id++) {
                if (innermost[id] == g) {
                    members.add(id);
                }
            }
            int parent = grouping.parents.get(g);
            groups.add(
                    new Group(g, grouping.scopes.get(g).name(), parent == NONE ? null : groups.get(parent), members));
        }
        return groups;
    }

    private void keep(List<Scope> given) {
        // The tape lists a scope after those inside it; a stable sort then keeps the outer of two with the same steps
        // before the inner.
        List<Scope> sorted = new ArrayList<>(given);
        Collections.reverse(sorted);
        sorted.sort(Comparator.comparingInt(Scope::from)
                .thenComparing(Comparator.comparingInt(Scope::to).reversed()));
        for (Scope s : sorted) {
            boolean again = scopes.stream().anyMatch(o -> o.from() == s.from() && o.to() == s.to());
            if (s.to() - s.from() > 1 && !again) {
                parents.add(lastAround(s.from(), s.to()));
                scopes.add(s);
            }
        }
    }

    /** The innermost scope kept so far around these steps. */
    private int lastAround(int from, int to) {
        for (int g = scopes.size() - 1; g >= 0; g--) {
            if (scopes.get(g).from() <= from && to <= scopes.get(g).to()) {
                return g;
            }
        }
        return NONE;
    }

    private int[] innermost(List<Var> vars, List<Step> steps) {
        int[] innermost = new int[steps.size()];
        for (int id = 0; id < innermost.length; id++) {
            int index = vars.get(id).index();
            innermost[id] = index < 0 ? NONE : lastAround(index, index + 1);
        }
        boolean[] used = new boolean[steps.size()];
        for (Step user : steps) {
            for (int a : user.arguments()) {
                if (vars.get(a).isConstant()) {
                    innermost[a] = used[a] ? common(innermost[a], innermost[user.id()]) : innermost[user.id()];
                    used[a] = true;
                }
            }
        }
        return innermost;
    }

    /** The innermost scope around both. */
    private int common(int g, int h) {
        for (int a = g; a != NONE; a = parents.get(a)) {
            for (int b = h; b != NONE; b = parents.get(b)) {
                if (a == b) {
                    return a;
                }
            }
        }
        return NONE;
    }
}
