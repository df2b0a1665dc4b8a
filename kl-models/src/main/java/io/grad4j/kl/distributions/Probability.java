package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.logSigmoid;
import static io.grad4j.autodiff.ops.Elementwise.sigmoid;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;

/** The probability of a success, given itself or by its logit, which keeps the digits of one next to 0 or 1. */
public sealed interface Probability {
    /** p from 0 to 1. */
    record Plain(Parameter p) implements Probability {
        /** Checks the range. */
        public Plain {
            Require.nonNegative("Probability", "p", p);
            Require.that(p.scalar() <= 1, "Probability", "p", p.scalar() + " is above 1");
        }

        @Override
        public Parameter parameter() {
            return p;
        }

        @Override
        public double value() {
            return p.scalar();
        }

        @Override
        public double complement() {
            return 1 - p.scalar();
        }

        @Override
        public Var value(Tape tape) {
            return p.on(tape);
        }

        @Override
        public Var log(Tape tape) {
            return Elementwise.log(p.on(tape));
        }

        @Override
        public Var complement(Tape tape) {
            return p.on(tape).negate().plus(1);
        }

        @Override
        public Var logComplement(Tape tape) {
            return log1p(p.on(tape).negate());
        }
    }

    /** p = σ(η). */
    record Logit(Parameter eta) implements Probability {
        /** Checks that η is finite. */
        public Logit {
            Require.finite("Probability", "logit", eta);
        }

        @Override
        public Parameter parameter() {
            return eta;
        }

        @Override
        public double value() {
            return 1 / (1 + Math.exp(-eta.scalar()));
        }

        @Override
        public double complement() {
            return 1 / (1 + Math.exp(eta.scalar()));
        }

        @Override
        public Var value(Tape tape) {
            return sigmoid(eta.on(tape));
        }

        @Override
        public Var log(Tape tape) {
            return logSigmoid(eta.on(tape));
        }

        @Override
        public Var complement(Tape tape) {
            return sigmoid(eta.on(tape).negate());
        }

        @Override
        public Var logComplement(Tape tape) {
            return logSigmoid(eta.on(tape).negate());
        }
    }

    /** A known probability. */
    static Probability of(double p) {
        return new Plain(Parameter.of(p));
    }

    /** A variable probability. */
    static Probability of(Var p) {
        return new Plain(Parameter.of(p));
    }

    /** By a known logit ln p/(1-p). */
    static Probability ofLogit(double eta) {
        return new Logit(Parameter.of(eta));
    }

    /** By a variable logit. */
    static Probability ofLogit(Var eta) {
        return new Logit(Parameter.of(eta));
    }

    /** The parameter that was given. */
    Parameter parameter();

    /** p. */
    Var value(Tape tape);

    /** ln p. */
    Var log(Tape tape);

    /** 1 - p. */
    Var complement(Tape tape);

    /** ln(1 - p). */
    Var logComplement(Tape tape);

    /** p as a number. */
    double value();

    /** 1 - p as a number. */
    double complement();
}
