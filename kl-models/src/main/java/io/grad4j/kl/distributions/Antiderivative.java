package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.abs;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.expm1;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sin;
import static io.grad4j.autodiff.ops.Pairwise.pow;
import static io.grad4j.autodiff.ops.Pairwise.xlogy;

import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Cosine;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.distributions.Statistic.LogSquare;
import io.grad4j.kl.distributions.Statistic.Plain;
import io.grad4j.kl.distributions.Statistic.Power;
import java.util.Optional;

/** Integrals of statistics over intervals. */
final class Antiderivative {
    private Antiderivative() {}

    /** ∫ s(x) dx from {@code low} to {@code high}, ∞ where it diverges, for an interval inside the domain of s; empty if not known. */
    static Optional<Var> over(Var low, Var high, Statistic statistic) {
        if (statistic == Plain.LOG) {
            return Optional.of(ofLog(low, high));
        }
        if (statistic == Plain.LOG_COMPLEMENT) {
            return Optional.of(ofLog(high.negate().plus(1), low.negate().plus(1)));
        }
        if (statistic == Plain.RECIPROCAL) {
            return Optional.of(
                    low.scalar() == 0 ? low.tape().constant(Double.POSITIVE_INFINITY) : log(high.elementDiv(low)));
        }
        if (statistic instanceof LogSquare q) {
            return Optional.of(ofLogSquare(high, q).minus(ofLogSquare(low, q)));
        }
        if (statistic instanceof Power p) {
            Var k1 = p.k().plus(1);
            Var unit = pow(high.elementDiv(p.s()), k1).minus(pow(low.elementDiv(p.s()), k1));
            return Optional.of(unit.elementMult(p.s()).elementDiv(k1));
        }
        if (statistic instanceof Distance d) {
            return Optional.of(signedHalfSquare(high, d).minus(signedHalfSquare(low, d)));
        }
        if (statistic instanceof Decay d) {
            Var start = exp(d.m().minus(low).elementDiv(d.s()));
            Var width = high.minus(low).elementDiv(d.s());
            return Optional.of(start.elementMult(expm1(width.negate()).negate()).elementMult(d.s()));
        }
        if (statistic instanceof Cosine c) {
            return Optional.of(sin(high.minus(c.m())).minus(sin(low.minus(c.m()))));
        }
        return Optional.empty();
    }

    /** x ln x - x between two numbers from 0 on. */
    private static Var ofLog(Var low, Var high) {
        return xlogy(high, high).minus(xlogy(low, low)).minus(high.minus(low));
    }

    /** x(l² - 2l + 2)/s² with l = ln x - m; 0 at 0. */
    private static Var ofLogSquare(Var x, LogSquare q) {
        if (x.scalar() == 0) {
            return x;
        }
        Var l = log(x).minus(q.m());
        Var bracket = l.elementMult(l.minus(2)).plus(2);
        return x.elementMult(bracket).elementDiv(q.s()).elementDiv(q.s());
    }

    /** (x-m)|x-m|/2s. */
    private static Var signedHalfSquare(Var x, Distance d) {
        Var away = x.minus(d.m());
        return away.elementMult(abs(away)).elementDiv(d.s()).scale(0.5);
    }
}
