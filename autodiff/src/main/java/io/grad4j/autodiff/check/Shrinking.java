package io.grad4j.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Makes a failing point smaller and simpler, as long as it still fails. */
final class Shrinking {
    private static final int MOST_TRIALS = 300;

    /** A trial of many numbers takes long: all that are judged are bounded too. */
    private static final int MOST_NUMBERS = 2000;

    private final Court court;
    private final Domain domain;
    private final boolean smaller;
    private int trials;
    private int numbers;

    /**
     * A search in {@code domain}.
     *
     * @param smaller whether the dimension may shrink too
     */
    Shrinking(Court court, Domain domain, boolean smaller) {
        this.court = court;
        this.domain = domain;
        this.smaller = smaller;
    }

    /** The simplest trial found in which an entry is still wrong. */
    Trial shrunk(Trial failing) {
        Trial simplest = failing;
        Trial next = failing;
        while (next != null) {
            simplest = next;
            next = simpler(simplest);
        }
        return simplest;
    }

    private @Nullable Trial simpler(Trial failing) {
        for (DMatrixRMaj x : candidates(failing.x())) {
            if (trials++ >= MOST_TRIALS || numbers > MOST_NUMBERS) {
                return null;
            }
            Trial trial = court.at(-1, x);
            numbers += trial.size();
            // Code that throws is another fault than a wrong number.
            if (trial.isWrong() && trial.isRefused() == failing.isRefused()) {
                return trial;
            }
        }
        return null;
    }

    private List<DMatrixRMaj> candidates(DMatrixRMaj x) {
        List<DMatrixRMaj> candidates = new ArrayList<>();
        for (int i = 0; smaller && x.numRows > 1 && i < x.numRows; i++) {
            DMatrixRMaj less = domain.without(x, i);
            if (domain.contains(less)) {
                candidates.add(less);
            }
        }
        candidates.addAll(domain.simpler(x));
        return candidates;
    }
}
