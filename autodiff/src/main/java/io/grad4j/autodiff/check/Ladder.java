package io.grad4j.autodiff.check;

/** The quotients of one entry at halving steps, to both sides and to either. */
final class Ladder {
    private final double y;
    private final double reach;
    private final Extrapolation slope = Extrapolation.ofEvenPowers();
    private final Extrapolation left = Extrapolation.ofAllPowers();
    private final Extrapolation right = Extrapolation.ofAllPowers();
    private double steepest;

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
        step(right, above, y, t);
        step(left, y, below, t);
        return step(slope, above, below, 2 * t);
    }

    private boolean step(Extrapolation table, double to, double from, double width) {
        double quotient = (to - from) / width;
        double digits = Math.max(Math.abs(to), Math.abs(from)) + Math.abs(quotient) * reach;
        boolean finite = table.add(quotient, 2 * Extrapolation.UNIT * digits / width);
        if (finite) {
            steepest = Math.max(steepest, Math.abs(quotient));
        }
        return finite;
    }

    Measurement measurement() {
        return new Measurement(slope.best(), left.best(), right.best(), steepest);
    }
}
