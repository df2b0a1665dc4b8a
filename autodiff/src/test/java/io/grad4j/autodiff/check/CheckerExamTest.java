package io.grad4j.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The checker is itself examined, beside the rules of one fixed step, on gradients that are known. */
class CheckerExamTest {
    private static final int POINTS = 60;

    /** A fault that changes an entry by less is none: +1 on 1e17. */
    private static final double CHANGE = 0.005;

    private static final class Tally {
        private int right;
        private int faulty;
        private int falseAlarms;
        private int missed;
        private int inconclusive;

        void add(boolean isFaulty, Verdict verdict) {
            right += isFaulty ? 0 : 1;
            faulty += isFaulty ? 1 : 0;
            falseAlarms += !isFaulty && verdict == Verdict.WRONG ? 1 : 0;
            missed += isFaulty && verdict == Verdict.RIGHT ? 1 : 0;
            inconclusive += verdict == Verdict.INCONCLUSIVE ? 1 : 0;
        }

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-16s %7d judgements: %6.3f %% of the right called wrong, %6.3f %% of the faults missed, "
                            + "%6.3f %% inconclusive",
                    name,
                    right + faulty,
                    100.0 * falseAlarms / right,
                    100.0 * missed / faulty,
                    100.0 * inconclusive / (right + faulty));
        }
    }

    /** Where the size of the step matters most. */
    private static final List<String> STEEP_OR_SMALL = List.of("log x", "p log p", "exp 40x", "1e-6 sin x");

    private final Tally ours = new Tally();
    private final Tally oursOnSteepOrSmall = new Tally();
    private final Map<FixedStep, Tally> rules = new EnumMap<>(FixedStep.class);
    private final Map<FixedStep, Tally> rulesOnSteepOrSmall = new EnumMap<>(FixedStep.class);

    @Test
    void falseAlarmsAndMissedFaultsAreRare() {
        List<KnownGradient> all = KnownGradients.all();
        for (KnownGradient known : all) {
            List<DMatrixRMaj> points = known.points(POINTS);
            judge(known, points, known.gradient());
            for (Fault fault : Fault.values()) {
                judge(known, points, fault.in(known.gradient()));
            }
        }
        print("All " + all.size() + " functions:", ours, rules);
        print("Of these " + STEEP_OR_SMALL + ":", oursOnSteepOrSmall, rulesOnSteepOrSmall);
        assertThat(all).hasSizeGreaterThan(30);
        assertThat(ours.right).isGreaterThan(5_000);
        assertThat(ours.right + ours.faulty).isGreaterThan(20_000);
        assertThat(ours.falseAlarms).isLessThanOrEqualTo(ours.right / 1000);
        assertThat(ours.missed).isLessThanOrEqualTo(ours.faulty / 1000);
        assertThat(ours.inconclusive).isLessThanOrEqualTo((ours.right + ours.faulty) / 50);
    }

    private static void print(String heading, Tally ours, Map<FixedStep, Tally> rules) {
        System.out.println(heading);
        System.out.println(ours.line("grad4j"));
        rules.forEach((rule, tally) -> System.out.println(tally.line(rule.toString())));
    }

    private void judge(KnownGradient known, List<DMatrixRMaj> points, UnaryOperator<DMatrixRMaj> hand) {
        CheckReport report = GradientCheck.of(known.f())
                .hand(hand)
                .at(points.toArray(DMatrixRMaj[]::new))
                .report();
        int n = known.shape().size();
        for (int i = 0; i < report.judgements().size(); i++) {
            Judgement judgement = report.judgements().get(i);
            DMatrixRMaj x = points.get(i / n);
            double truth = known.gradient().apply(x.copy()).data[i % n];
            double given = judgement.hand();
            boolean faulty = Math.abs(given - truth) > CHANGE * Math.max(Math.abs(given), Math.abs(truth));
            if (faulty || given == truth) {
                count(known, x, i % n, faulty, judgement);
            }
        }
    }

    private void count(KnownGradient known, DMatrixRMaj x, int entry, boolean faulty, Judgement judgement) {
        boolean steepOrSmall = STEEP_OR_SMALL.contains(known.name());
        ours.add(faulty, judgement.verdict());
        if (steepOrSmall) {
            oursOnSteepOrSmall.add(faulty, judgement.verdict());
        }
        for (FixedStep rule : FixedStep.values()) {
            boolean passes = rule.passes(known.f(), x, entry, judgement.hand());
            Verdict verdict = passes ? Verdict.RIGHT : Verdict.WRONG;
            rules.computeIfAbsent(rule, unseen -> new Tally()).add(faulty, verdict);
            if (steepOrSmall) {
                rulesOnSteepOrSmall.computeIfAbsent(rule, unseen -> new Tally()).add(faulty, verdict);
            }
        }
    }
}
