package io.grad4j.autodiff.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that does not wait: a step passes on what it holds the first time its turn comes, whether or not all its users have
 * reported, and never again.
 *
 * @param walk how the steps take turns
 * @param contributions in the order of this sweep
 * @param cotangents of each step at the end, most of them wrong
 */
record WrongOrder(String walk, List<Contribution> contributions, List<DMatrixRMaj> cotangents) {
    WrongOrder {
        contributions = List.copyOf(contributions);
        cotangents = List.copyOf(cotangents);
    }

    /** A walk that ends in wrong numbers; {@code null} if none does, as where there is one operation. */
    static @Nullable WrongOrder of(Recording recording) {
        for (Walk walk : Walk.values()) {
            WrongOrder order = walked(recording, walk);
            if (order.isWrong(recording)) {
                return order;
            }
        }
        return null;
    }

    private enum Walk {
        BREADTH_FIRST("breadth first"),
        DEPTH_FIRST("depth first"),
        FORWARD("from the first step to the last");

        private final String words;

        Walk(String words) {
            this.words = words;
        }
    }

    private boolean isWrong(Recording recording) {
        for (Step s : recording.steps()) {
            DMatrixRMaj right = s.cotangent();
            DMatrixRMaj got = cotangents.get(s.id());
            double scale = CommonOps_DDRM.elementMaxAbs(right);
            for (int i = 0; i < right.getNumElements(); i++) {
                double apart = Math.abs(got.data[i] - right.data[i]);
                boolean same = Double.compare(got.data[i], right.data[i]) == 0;
                if (!same && !(apart <= 1e-9 * scale && Double.isFinite(scale))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static WrongOrder walked(Recording recording, Walk walk) {
        Replay replay = new Replay(recording);
        List<Contribution> contributions = new ArrayList<>();
        List<DMatrixRMaj> cotangents = new ArrayList<>();
        recording.steps().forEach(s -> cotangents.add(s.value().createLike()));
        cotangents.set(recording.root().id(), recording.seed().copy());
        Set<Integer> reached = new HashSet<>(Set.of(recording.root().id()));
        Deque<Step> waiting = new ArrayDeque<>();
        if (walk == Walk.FORWARD) {
            recording.steps().stream().filter(Step::contributes).forEach(waiting::add);
        } else {
            waiting.add(recording.root());
        }
        while (!waiting.isEmpty()) {
            Step step = walk == Walk.DEPTH_FIRST ? waiting.removeLast() : waiting.removeFirst();
            if (step.primitive() == null) {
                continue;
            }
            List<@Nullable DMatrixRMaj> sent = replay.sentBy(step, cotangents.get(step.id()));
            for (int k = 0; k < sent.size(); k++) {
                DMatrixRMaj share = sent.get(k);
                if (share != null) {
                    Step to = recording.steps().get(step.arguments().get(k));
                    DMatrixRMaj total = cotangents.get(to.id()).copy();
                    CommonOps_DDRM.addEquals(total, share);
                    cotangents.set(to.id(), total);
                    boolean first = reached.add(to.id());
                    contributions.add(new Contribution(step, k, to, share, total, !first));
                    if (first && walk != Walk.FORWARD) {
                        waiting.addLast(to);
                    }
                }
            }
        }
        return new WrongOrder(walk.words, contributions, cotangents);
    }
}
