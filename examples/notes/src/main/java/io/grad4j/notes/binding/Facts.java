package io.grad4j.notes.binding;

import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Big;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Enumeration;
import io.grad4j.notes.syntax.Expr.Fn;
import io.grad4j.notes.syntax.Expr.Kl;
import io.grad4j.notes.syntax.Expr.Moment;
import io.grad4j.notes.syntax.Expr.Nabla;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Partial;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Latex;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a note says about its names by the way it uses them: laws, parameters, variables, the dimension. */
final class Facts {
    private static final Set<String> NORMAL = Set.of("N", "\\mathcal{N}");

    private final Map<String, String> families = new LinkedHashMap<>();
    private final Set<String> symbols = new LinkedHashSet<>();
    private final Set<String> reals = new LinkedHashSet<>();
    private final Set<String> highs = new LinkedHashSet<>();
    private final Set<String> gradients = new LinkedHashSet<>();
    private final Map<String, Set<String>> subscripts = new LinkedHashMap<>();
    private final Map<String, Meaning> declared = new LinkedHashMap<>();
    private final Set<String> called = new LinkedHashSet<>();
    private final Map<String, String> conditions = new LinkedHashMap<>();

    static boolean isNormal(Expr e) {
        return e instanceof Call call && NORMAL.contains(call.function().base());
    }

    /** Learns from a formula. */
    void learn(Expr formula) {
        formula.walk(e -> {
            if (e instanceof Kl kl) {
                law(kl.p());
                law(kl.q());
            } else if (e instanceof Moment moment) {
                moment(moment);
            } else if (e instanceof Call call) {
                call(call);
            } else if (e instanceof Sym sym) {
                symbol(sym);
            } else if (e instanceof Partial partial && partial.by().subscripts().isEmpty()) {
                reals.add(partial.by().base());
            } else if (e instanceof Nabla nabla && nabla.by() instanceof Sym by) {
                gradients.add(by.base());
            } else if (e instanceof Fn fn && fn.name().equals("diag")) {
                fn.arguments().forEach(this::diagonal);
            } else if (e instanceof Big big
                    && big.high() instanceof Sym high
                    && big.low().equals(Num.of(1))) {
                highs.add(Scope.key(high));
            }
        });
    }

    private void moment(Moment moment) {
        if (moment.law() instanceof None || isNormal(moment.law())) {
            return;
        }
        boolean[] variable = {false};
        moment.body()
                .walk(e -> variable[0] |=
                        e instanceof Call call && call.arguments().contains(moment.law()));
        if (!variable[0]) {
            law(moment.law());
        }
    }

    private void call(Call call) {
        conditions.merge(call.function().base(), condition(call), (a, b) -> a.equals(b) ? a : "");
        for (Expr given : call.given()) {
            if (given instanceof Sym sym && isParameter(sym)) {
                subscript(call.function().base(), sym.base());
            }
        }
    }

    private void symbol(Sym sym) {
        symbols.add(Scope.key(sym));
        if (sym.subscripts().size() == 1 && sym.subscripts().get(0) instanceof Sym below && isParameter(below)) {
            subscript(sym.base(), below.base());
        }
    }

    private void subscript(String base, String below) {
        subscripts.computeIfAbsent(base, b -> new LinkedHashSet<>()).add(below);
    }

    private static boolean isParameter(Sym sym) {
        return sym.subscripts().isEmpty()
                && sym.base().matches("\\\\(theta|phi|psi|eta|omega|vartheta|varphi|lambda|beta)|w|W|.*\\\\theta}");
    }

    private void diagonal(Expr argument) {
        if (argument instanceof Enumeration all) {
            all.body().walk(e -> {
                if (e instanceof Sym sym && sym.subscripts().contains(all.index())) {
                    declared.put(sym.base(), new Meaning.Vector(Domain.POSITIVE));
                }
            });
            if (all.last() instanceof Sym n) {
                declared.put(Scope.key(n), new Meaning.Dimension());
            }
        }
    }

    /** What a law is conditioned on, parameters left out. */
    static String condition(Call call) {
        StringBuilder names = new StringBuilder();
        for (Expr given : call.given()) {
            if (!(given instanceof Sym sym) || !isParameter(sym)) {
                names.append(Latex.of(given)).append(' ');
            }
        }
        return names.toString();
    }

    /** Learns that a name, or the function of a call, is a distribution; one of a family of laws, such as Bern(ρ), is not known. */
    void law(Expr e) {
        Sym name = e instanceof Call call ? call.function() : e instanceof Sym sym ? sym : Sym.of("");
        if (!name.base().matches("[A-Za-z]|\\\\.+") || isNormal(e)) {
            return;
        }
        boolean whole =
                name.subscripts().size() == 1 && name.subscripts().get(0) instanceof Sym below && isParameter(below);
        families.putIfAbsent(name.subscripts().isEmpty() || whole ? name.base() : Scope.key(name), "");
    }

    /** Learns left ∼ right. */
    void distributed(Expr left, Expr right) {
        if (!isNormal(right)) {
            law(right);
            return;
        }
        Call normal = (Call) right;
        if (normal.arguments().size() != 2) {
            return;
        }
        Expr mean = normal.arguments().get(0);
        Expr covariance = normal.arguments().get(1);
        boolean scalar = !isMatrix(covariance);
        Meaning.Gaussian law = new Meaning.Gaussian(mean, covariance, scalar);
        parts(mean, covariance, scalar);
        if (left instanceof Call density) {
            declared.put(density.function().base(), law);
        } else if (left instanceof Sym name) {
            declared.put(Scope.key(name), families.containsKey(name.base()) ? law : new Meaning.Random(right));
        }
    }

    /** The names in a normal law: numbers and a σ > 0, or a vector and a matrix. */
    void parts(Expr mean, Expr covariance, boolean scalar) {
        mean.walk(e -> {
            if (e instanceof Sym sym) {
                declared.putIfAbsent(
                        Scope.key(sym), scalar ? new Meaning.Scalar(Domain.REAL) : new Meaning.Vector(Domain.REAL));
            } else if (e instanceof Call call) {
                called.add(call.function().base());
            }
        });
        covariance.walk(e -> {
            if (e instanceof Sym sym && !isIdentity(sym)) {
                boolean matrix = !scalar && isMatrixName(sym);
                declared.putIfAbsent(
                        Scope.key(sym),
                        matrix
                                ? new Meaning.Matrix(Meaning.Form.POSITIVE_DEFINITE)
                                : new Meaning.Scalar(Domain.POSITIVE));
            } else if (e instanceof Call call) {
                called.add(call.function().base());
            }
        });
        mean.walk(e -> forgetArguments(e));
        covariance.walk(e -> forgetArguments(e));
    }

    /** Arguments such as the x of μ(x) are not numbers of the law. */
    private void forgetArguments(Expr e) {
        if (e instanceof Call call) {
            call.arguments().forEach(a -> declared.remove(a instanceof Sym sym ? Scope.key(sym) : ""));
            call.given().forEach(a -> declared.remove(a instanceof Sym sym ? Scope.key(sym) : ""));
        } else if (e instanceof Sym sym) {
            sym.subscripts().forEach(a -> declared.remove(a instanceof Sym below ? Scope.key(below) : ""));
        }
    }

    static boolean isMatrix(Expr covariance) {
        boolean[] matrix = {false};
        covariance.walk(e -> matrix[0] |= (e instanceof Sym sym && (isIdentity(sym) || isMatrixName(sym)))
                || (e instanceof Fn fn && fn.name().equals("diag")));
        return matrix[0];
    }

    private static boolean isIdentity(Sym sym) {
        return sym.base().equals("I") || sym.base().matches("\\\\(mathbf|boldsymbol|bm|mathbb)\\{[I1]}");
    }

    private static boolean isMatrixName(Sym sym) {
        return sym.base()
                .matches(
                        "[A-Z]|\\\\(Sigma|Lambda|Omega|Gamma|Psi)|\\\\(mathbf|boldsymbol|bm|hat|tilde)\\{\\\\?[A-Z][a-z]*}");
    }

    /** Learns what x ∈ set says. */
    void member(Expr left, String set) {
        if (!(left instanceof Sym name)) {
            return;
        }
        String key = Scope.key(name);
        if (set.matches("\\\\mathbb\\{R}(\\^\\{?[+]}?|_\\{?(\\+|>0|\\+\\+)}?)")) {
            declared.put(key, new Meaning.Scalar(Domain.POSITIVE));
        } else if (set.equals("\\mathbb{R}")) {
            declared.put(key, new Meaning.Scalar(Domain.REAL));
        } else if (set.matches("\\\\mathbb\\{R}\\^\\{?[a-zA-Z]}?")) {
            declared.put(key, new Meaning.Vector(Domain.REAL));
            declared.putIfAbsent(set.replaceAll(".*\\^\\{?([a-zA-Z])}?", "$1"), new Meaning.Dimension());
        } else if (set.matches("\\\\mathbb\\{R}\\^\\{([a-zA-Z])times\\1}")) {
            declared.put(key, new Meaning.Matrix(Meaning.Form.GENERAL));
            declared.putIfAbsent(set.replaceAll(".*\\^\\{([a-zA-Z]).*", "$1"), new Meaning.Dimension());
        } else if (set.matches("lbrace0,1rbrace")) {
            declared.put(key, new Meaning.Scalar(Domain.BINARY));
        } else if (set.matches("[(\\[]0,1[)\\]]")) {
            declared.put(key, new Meaning.Scalar(Domain.UNIT));
        } else if (set.matches("\\\\mathbb\\{N}")) {
            declared.put(key, new Meaning.Scalar(Domain.NATURAL));
        }
    }

    /** Learns that a name is a real number, if nothing else is known of it. */
    void real(String base) {
        reals.add(base);
    }

    /** Binds what was learnt. */
    void bind(Scope scope) {
        declared.forEach(scope::bind);
        called.forEach(scope::function);
        conditions.forEach(scope::condition);
        Set<String> parameters = new LinkedHashSet<>();
        families.keySet().forEach(family -> bindFamily(family, scope, parameters));
        for (String parameter : parameters) {
            scope.bindIfFree(parameter, new Meaning.Vector(Domain.REAL));
        }
        if (parameters.size() == 1) {
            scope.parameter(parameters.iterator().next());
        }
        reals.forEach(scope::assumeReal);
        highs.forEach(key -> scope.bindIfFree(key, new Meaning.Dimension()));
    }

    private void bindFamily(String family, Scope scope, Set<String> parameters) {
        if (scope.of(family).isPresent()) {
            return;
        }
        Set<String> below = subscripts.getOrDefault(family, Set.of());
        String parameter = below.size() == 1 ? below.iterator().next() : "";
        if (!parameter.isEmpty()) {
            parameters.add(parameter);
        }
        scope.bind(family, new Meaning.Distribution(family, parameter));
        String normalizer = "Z_{" + family + "}";
        if (symbols.contains(normalizer)) {
            scope.bindIfFree(normalizer, new Meaning.Normalizer(family));
            for (String accent : new String[] {"bar", "tilde", "hat"}) {
                String potential = "\\" + accent + "{" + family + "}";
                if (symbols.contains(potential)) {
                    scope.bindIfFree(potential, new Meaning.Potential(family));
                }
            }
        }
    }
}
