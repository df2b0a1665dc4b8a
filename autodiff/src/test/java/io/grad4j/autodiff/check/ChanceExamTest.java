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
                        + "%d inconclusive%n",
                right + faulty,
                falseAlarms,
                right,
                missed,
                faulty,
                inconclusive);
        assertThat(right).isGreaterThan(10_000);
        assertThat(falseAlarms).isLessThanOrEqualTo(right / 1000);
        assertThat(missed).isLessThanOrEqualTo(faulty / 1000);
        // Some of these are flat to the last digit, or noise: there nothing else would be true.
        assertThat(inconclusive).isLessThanOrEqualTo((right + faulty) / 20);
    }

    private static void judge(Chance f, double[] x, double factor, List<Verdict> tally) {
        CheckReport report = GradientCheck.ofArray(z -> f.at(z)[0])
                .handArray(z -> new double[] {factor * f.at(z)[1], factor * f.at(z)[2]})
                .at(x)
                .report();
        for (Judgement judgement : report.judgements()) {
            boolean isFault = factor != 1 && judgement.hand() != 0;
            if (factor == 1 || isFault) {
                tally.add(judgement.verdict());
            }
        }
    }
}
