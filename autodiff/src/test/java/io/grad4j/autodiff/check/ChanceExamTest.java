package io.grad4j.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The checker on functions that nobody chose. */
class ChanceExamTest {
    private static final int FUNCTIONS = 8_000;

    private final List<Verdict> ofRight = new ArrayList<>();
    private final List<Verdict> ofFaulty = new ArrayList<>();

    /** Inconclusive ones of a slope by which f changes, over the size of x, in its last few digits alone or in none. */
    private int lost;

    @Test
    void onFunctionsMadeByChanceFalseAlarmsAndMissedFaultsAreRareToo() {
        for (int seed = 0; seed < FUNCTIONS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Chance f = Chance.drawn(random, 1 + random.nextInt(4));
            double[] x = {Math.exp(8 * random.nextDouble() - 4), 8 * random.nextDouble() - 4};
            if (Arrays.stream(f.at(x)).allMatch(Double::isFinite)) {
                judge(f, x, 1, ofRight);
                judge(f, x, 1.01, ofFaulty);
            }
        }
        int right = ofRight.size();
        int faulty = ofFaulty.size();
        int falseAlarms = Collections.frequency(ofRight, Verdict.WRONG);
        int missed = Collections.frequency(ofFaulty, Verdict.RIGHT);
        int inconclusive = Collections.frequency(ofRight, Verdict.INCONCLUSIVE)
                + Collections.frequency(ofFaulty, Verdict.INCONCLUSIVE);
        System.out.printf(
                Locale.ROOT,
                "By chance: %d judgements: %d of %d right called wrong, %d of %d faults of a percent missed, "
                        + "%d inconclusive (%.2f %%), %d of these where the slope is lost in the last digits of f%n",
                right + faulty,
                falseAlarms,
                right,
                missed,
                faulty,
                inconclusive,
                100.0 * inconclusive / (right + faulty),
                lost);
        assertThat(right).isGreaterThan(10_000);
        assertThat(falseAlarms).isLessThanOrEqualTo(right / 1000);
        assertThat(missed).isLessThanOrEqualTo(faulty / 1000);
        // Where the slope is lost nothing else would be true.
        assertThat(inconclusive - lost).isLessThanOrEqualTo((right + faulty) / 50);
        assertThat(inconclusive).isLessThanOrEqualTo((right + faulty) / 40);
    }

    private void judge(Chance f, double[] x, double factor, List<Verdict> tally) {
        CheckReport report = GradientCheck.ofArray(z -> f.at(z)[0])
                .handArray(z -> new double[] {factor * f.at(z)[1], factor * f.at(z)[2]})
                .at(x)
                .report();
        for (int i = 0; i < x.length; i++) {
            Judgement judgement = report.judgements().get(i);
            boolean isFault = factor != 1 && judgement.hand() != 0;
            if (factor == 1 || isFault) {
                tally.add(judgement.verdict());
                boolean isLost =
                        Math.abs(judgement.hand()) * Math.max(1, Math.abs(x[i])) < 1e-12 * Math.abs(f.at(x)[0]);
                lost += isLost && judgement.verdict() == Verdict.INCONCLUSIVE ? 1 : 0;
            }
        }
    }
}
