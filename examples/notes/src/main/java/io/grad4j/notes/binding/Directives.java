package io.grad4j.notes.binding;

import io.grad4j.notes.binding.Bound.Wish;
import io.grad4j.notes.source.Piece;
import io.grad4j.notes.syntax.Chain;
import io.grad4j.notes.syntax.ChainSplitter;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.ParseError;
import io.grad4j.notes.syntax.Readings;
import io.grad4j.notes.syntax.Relation;
import io.grad4j.notes.syntax.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an author says in comments: {@code let}, {@code assume}, {@code skip}, {@code expect wrong}; several are divided by semicolons. */
final class Directives {
    private static final Pattern KIND =
            Pattern.compile("(?s)(?<names>.+?)\\s+(?:be|is|are)\\s+(?:an? |the )?(?<kind>[a-z-]+(?: [a-z-]+)*)");

    private Directives() {}

    /**
     * Changes the scope as a directive says, all of what is understood of it.
     *
     * @return what is to be done with the next formula
     * @throws ParseError if the directive is not understood
     */
    static Wish apply(Piece.Directive directive, Scope scope, Wish before) {
        Wish wish = before;
        ParseError error = null;
        int at = 0;
        for (String part : directive.text().split("(?<=[;\\n])", -1)) {
            String order = part.replaceAll("[;\\n]", " ").strip();
            try {
                wish = order.isEmpty() ? wish : one(order, directive.offset() + at, scope, wish);
            } catch (ParseError unreadable) {
                error = error == null ? unreadable : error;
            }
            at += part.length();
        }
        if (error != null) {
            throw error;
        }
        return wish;
    }

    private static Wish one(String order, int offset, Scope scope, Wish before) {
        if (order.equals("skip")) {
            return Wish.SKIP;
        }
        if (order.equals("expect wrong")) {
            return Wish.EXPECT_WRONG;
        }
        if (!order.startsWith("let ") && !order.startsWith("assume ")) {
            throw new ParseError(
                    "this directive is not understood; there are let, assume, skip and expect wrong", offset);
        }
        String said = order.substring(order.indexOf(' ') + 1).replace("~", "\\sim ");
        Matcher kind = KIND.matcher(said);
        if (kind.matches()) {
            Meaning meaning = meaning(singular(kind.group("kind")), offset);
            for (Expr name : names(kind.group("names"), offset)) {
                bind(name, meaning, scope);
            }
            return before;
        }
        for (Chain chain : ChainSplitter.splitSpelled(said, offset)) {
            relation(chain, offset, scope);
        }
        return before;
    }

    private static List<Expr> names(String text, int offset) {
        List<Expr> names = new ArrayList<>();
        for (Chain chain : ChainSplitter.splitSpelled(text.replace(" and ", " , "), offset)) {
            names.add(read(chain.sides().get(0)));
        }
        return names;
    }

    private static String singular(String kind) {
        String one = kind.toLowerCase(Locale.ROOT)
                .replaceAll("matrices$", "matrix")
                .replaceAll("probabilities$", "probability");
        return one.replaceAll("(?<=[a-z])s$", "").replaceAll("^feature$", "vector function");
    }

    private static Meaning meaning(String kind, int offset) {
        return switch (kind) {
            case "real", "scalar", "real number", "number" -> new Meaning.Scalar(Domain.REAL);
            case "positive", "positive number" -> new Meaning.Scalar(Domain.POSITIVE);
            case "negative", "negative number" -> new Meaning.Scalar(Domain.NEGATIVE);
            case "probability" -> new Meaning.Scalar(Domain.UNIT);
            case "binary" -> new Meaning.Scalar(Domain.BINARY);
            case "natural", "integer" -> new Meaning.Scalar(Domain.NATURAL);
            case "vector", "parameter" -> new Meaning.Vector(Domain.REAL);
            case "positive vector" -> new Meaning.Vector(Domain.POSITIVE);
            case "matrix" -> new Meaning.Matrix(Meaning.Form.GENERAL);
            case "symmetric", "symmetric matrix" -> new Meaning.Matrix(Meaning.Form.SYMMETRIC);
            case "spd", "covariance", "positive definite", "positive definite matrix" ->
                new Meaning.Matrix(Meaning.Form.POSITIVE_DEFINITE);
            case "dimension" -> new Meaning.Dimension();
            case "distribution", "probability distribution" -> new Meaning.Distribution("", "");
            case "function", "statistic" -> new Meaning.Table(false, Domain.REAL);
            case "positive function" -> new Meaning.Table(false, Domain.POSITIVE);
            case "vector function", "feature" -> new Meaning.Table(true, Domain.REAL);
            default -> throw new ParseError("no kind of name is called " + kind, offset);
        };
    }

    /** Binds a name to a kind; p_θ or p(x; θ) binds p as a distribution that depends on θ. */
    private static void bind(Expr name, Meaning meaning, Scope scope) {
        String base = Scope.base(name);
        if (!(meaning instanceof Meaning.Distribution)) {
            scope.bind(name instanceof Sym sym ? Scope.key(sym) : base, meaning);
            return;
        }
        Expr below = name instanceof Sym sym && !sym.subscripts().isEmpty()
                ? sym.subscripts().get(0)
                : name instanceof Call call && !call.given().isEmpty()
                        ? call.given().get(0)
                        : Expr.None.NONE;
        String parameter = below instanceof Sym sym ? sym.base() : "";
        scope.bind(base, new Meaning.Distribution(base, parameter));
        if (!parameter.isEmpty()) {
            scope.bindIfFree(parameter, new Meaning.Vector(Domain.REAL));
            scope.parameter(parameter);
        }
    }

    private static void relation(Chain chain, int offset, Scope scope) {
        if (chain.sides().size() < 2) {
            throw new ParseError(
                    "a directive binds a name: let NAME = …, let NAME be KIND, let NAME ∼ …, assume NAME > 0", offset);
        }
        Expr left = read(chain.sides().get(0));
        Side right = chain.sides().get(1);
        Relation relation = right.relation();
        if (relation == Relation.EQUAL || relation == Relation.DEFINED) {
            define(left, right, scope);
        } else if (relation == Relation.DISTRIBUTED || relation == Relation.MEMBER) {
            Facts facts = new Facts();
            if (relation == Relation.MEMBER) {
                facts.member(left, right.spelled());
            } else {
                facts.distributed(left, read(right));
            }
            facts.bind(scope);
        } else {
            assume(left, relation, read(right), offset, scope);
        }
    }

    private static void assume(Expr left, Relation relation, Expr right, int offset, Scope scope) {
        boolean zero = right.equals(Expr.Num.of(0));
        if (!(left instanceof Sym name) || !zero || !(relation == Relation.GREATER || relation == Relation.LESS)) {
            throw new ParseError("an assumption has the form NAME > 0, NAME < 0 or NAME in SET", offset);
        }
        boolean positive = relation == Relation.GREATER;
        boolean vector = scope.of(name).filter(m -> m instanceof Meaning.Vector).isPresent();
        boolean called = scope.of(name)
                .filter(m -> m instanceof Meaning.Distribution || m instanceof Meaning.Table)
                .isPresent();
        Domain domain = positive ? Domain.POSITIVE : Domain.NEGATIVE;
        if (!called) {
            scope.bind(Scope.key(name), vector ? new Meaning.Vector(domain) : new Meaning.Scalar(domain));
        }
    }

    private static void define(Expr left, Side right, Scope scope) {
        Expr body = Readings.of(right, Binder::isCalledAnywhere).get(0).expr();
        List<String> parameters = new ArrayList<>();
        if (left instanceof Call call) {
            for (Expr argument : call.arguments()) {
                if (!(argument instanceof Sym sym) || !sym.subscripts().isEmpty()) {
                    throw new ParseError("the arguments of a defined function are names", right.offset());
                }
                parameters.add(sym.base());
            }
        } else if (!(left instanceof Sym)) {
            throw new ParseError("a name or a function of names is defined", right.offset());
        }
        kinds(body, parameters, scope);
        scope.bind(left instanceof Sym sym ? Scope.key(sym) : Scope.base(left), new Meaning.Defined(parameters, body));
        normalizer(Scope.base(left), scope);
    }

    /** The free names of a definition are what their use says: beside · vectors, called functions, else numbers. */
    private static void kinds(Expr body, List<String> parameters, Scope scope) {
        body.walk(e -> {
            if (e instanceof Binary dot && dot.operation() == Operation.DOT) {
                vector(dot.left(), scope);
                vector(dot.right(), scope);
            }
        });
        body.walk(e -> {
            if (e instanceof Call call && parameters.containsAll(bases(call.arguments()))) {
                scope.bindIfFree(
                        call.function().base().equals("H") ? "H" : Scope.key(call.function()),
                        new Meaning.Table(false, Domain.REAL));
            }
        });
    }

    private static List<String> bases(List<Expr> names) {
        return names.stream().map(Scope::base).toList();
    }

    private static void vector(Expr e, Scope scope) {
        if (e instanceof Sym sym && sym.subscripts().isEmpty() && sym.base().startsWith("\\")) {
            scope.bindIfFree(sym.base(), new Meaning.Vector(Domain.REAL));
            scope.parameter(sym.base());
        } else if (e instanceof Call call) {
            scope.bindIfFree(Scope.key(call.function()), new Meaning.Table(true, Domain.REAL));
            scope.function(call.function().base());
        }
    }

    /** A definition of the weights of p̄ defines p and Z_p too. */
    private static void normalizer(String base, Scope scope) {
        Matcher accent = Pattern.compile("\\\\(?:bar|tilde|hat)\\{(.+)}").matcher(base);
        if (accent.matches()) {
            scope.bind(accent.group(1), new Meaning.Distribution(accent.group(1), ""));
            scope.bind("Z_{" + accent.group(1) + "}", new Meaning.Normalizer(accent.group(1)));
        }
    }

    private static Expr read(Side side) {
        return Readings.of(side, Binder::isCalledAnywhere).get(0).expr();
    }
}
