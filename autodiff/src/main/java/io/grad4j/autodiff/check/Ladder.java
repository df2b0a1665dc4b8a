package io.grad4j.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** The values of one entry at halving steps, and what their quotients say: to both sides and to either. */
final class Ladder {
    /** Noise of this part of all that f varies is all that f shows. */
    private static final double ALL = 0.1;

    /** No rounding is so large a part of f. */
    private static final double CERTAINLY = 1e-4;

    /** At so many of the smallest steps what does not converge is noise. */
    private static final int NOISY = 3;

    private static final int COLUMN = 4;

    private final double y;
    private final double reach;
    private final List<Rung> rungs = new ArrayList<>();

    private record Rung(double t, double above, double below) {}

    /**
     * No steps yet.
     *
     * @param y the entry at x itself
     * @param reach the t at which t·ẋ is as large as x, where the sum rounds to as many digits of the one as of the other
     */
    Ladder(double y, double reach) {
        this.y = y;
        this.reach = reach;
    }

    /**
     * Adds f(x + t·ẋ) and f(x - t·ẋ), for half the t of the last call.
     *
     * @return whether the quotient of the two is finite
     */
    boolean add(double t, double above, double below) {
        rungs.add(new Rung(t, above, below));
        return Double.isFinite((above - below) / (2 * t));
    }

    Measurement measurement() {
        List<Step> central =
                rungs.stream().map(r -> new Step(r.above, r.below, 2 * r.t)).toList();
        List<Step> ahead = rungs.stream().map(r -> new Step(r.above, y, r.t)).toList();
        List<Step> back = rungs.stream().map(r -> new Step(y, r.below, r.t)).toList();
        double steepest = Math.max(steepest(central), Math.max(steepest(ahead), steepest(back)));
        return new Measurement(
                limit(Extrapolation::ofEvenPowers, central),
                limit(Extrapolation::ofAllPowers, back),
                limit(Extrapolation::ofAllPowers, ahead),
                steepest,
                isChaotic(central));
    }

    /** Whether f jumps about at the smallest steps as it does at the largest, and not for rounding. */
    private boolean isChaotic(List<Step> central) {
        double[] values = central.stream()
                .flatMapToDouble(step -> DoubleStream.of(step.to, step.from))
                .filter(Double::isFinite)
                .toArray();
        double highest = Arrays.stream(values).max().orElse(y);
        double lowest = Arrays.stream(values).min().orElse(y);
        double noise = noise(Extrapolation.ofEvenPowers(), central);
        double size = Math.max(Math.abs(highest), Math.abs(lowest));
        return noise > ALL * (highest - lowest) && noise > CERTAINLY * size;
    }

    private record Step(double to, double from, double width) {
        double quotient() {
            return (to - from) / width;
        }

        double largest() {
            return Math.max(Math.abs(to), Math.abs(from));
        }
    }

    private Bar limit(Supplier<Extrapolation> empty, List<Step> steps) {
        double noise = noise(empty.get(), steps);
        Extrapolation table = empty.get();
        for (Step step : steps) {
            double digits = step.largest() + Math.abs(step.quotient()) * reach;
            double rounding = 2 * Extrapolation.UNIT * digits;
            table.add(step.quotient(), Math.max(rounding, noise) / step.width);
        }
        return table.best();
    }

    /**
     * How far f is off for no reason in x, which may be much more than the last digit of f(x) where larger terms cancel.
     *
     * <p>At the smallest steps a smooth f leaves nothing else in a column of the table that has lost the leading powers.
     */
    private static double noise(Extrapolation table, List<Step> steps) {
        double noise = 0;
        double before = Double.NaN;
        for (int k = 0; k < steps.size(); k++) {
            table.add(steps.get(k).quotient(), 0);
            double now = table.element(COLUMN);
            double gap = Math.abs(now - before) * steps.get(k).width;
            if (k >= steps.size() - NOISY && Double.isFinite(gap)) {
                noise = Math.max(noise, gap);
            }
            before = now;
        }
        return noise;
    }

    private static double steepest(List<Step> steps) {
        return steps.stream()
                .mapToDouble(step -> Math.abs(step.quotient()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
