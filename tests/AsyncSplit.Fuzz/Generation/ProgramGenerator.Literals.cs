using System.Globalization;
using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>The values without computation.</content>
internal sealed partial class ProgramGenerator
{
    /// <summary>A variable, or a value.</summary>
    private Expression Leaf(ProgramType type) =>
        _chance.In100(65) && FindVariable(type) is { } variable ? Use(variable) : Literal(type);

    private Expression Literal(ProgramType type) => type.Kind switch
    {
        TypeKind.Integer => IntegerLiteral(type),
        TypeKind.Small => SmallLiteral(type),
        TypeKind.Real => RealLiteral(type),
        TypeKind.Bool => Expression.Constant(type, _chance.Of("true", "false")),
        TypeKind.Text => TextLiteral(),
        TypeKind.Plain => PlainLiteral(type),
        TypeKind.Nullable => _chance.In100(40) ? Expression.Literal(type, $"default({type})") : new Expression(type, $"(({type})({Literal(type.Element)}))"),
        TypeKind.Tuple => new Expression(type, $"({Literals(type)})"),
        _ => Construct(type, 0),
    };

    private List<Node> Literals(ProgramType type) => [.. type.Arguments.Select(Literal)];

    private Expression IntegerLiteral(ProgramType type)
    {
        if (_chance.In100(6) && type.Text is not ("Int128" or "UInt128"))
        {
            return Expression.Constant(type, $"{type}.{_chance.Of("MaxValue", "MinValue")}");
        }

        var number = _chance.In100(80) ? _chance.Below(5) : _chance.Of(7, 13, 100, 1000);
        var text = number.ToString(CultureInfo.InvariantCulture);
        return type.Text switch
        {
            "int" => Expression.Constant(type, _chance.In100(10) ? $"(-{text})" : text),
            "long" => Expression.Constant(type, $"{text}L"),
            "uint" => Expression.Constant(type, $"{text}u"),
            "ulong" => Expression.Constant(type, $"{text}ul"),
            _ => Expression.Literal(type, _chance.In100(20) ? $"{type}.MaxValue" : $"(({type}){text})"),
        };
    }

    private Expression SmallLiteral(ProgramType type) => type.Text == "char"
        ? Expression.Constant(type, _chance.Of("'a'", "'x'", "'7'", "'\\u00e9'", "'\\ud800'"))
        : Expression.Constant(type, _chance.In100(15) ? $"{type}.MaxValue" : $"(({type}){_chance.Below(14).ToString(CultureInfo.InvariantCulture)})");

    private Expression RealLiteral(ProgramType type) => type.Text switch
    {
        "decimal" => Expression.Constant(type, _chance.Of("0m", "1.50m", "2.0m", "-3.125m", "100m", "decimal.MaxValue")),
        "Half" => Expression.Literal(type, _chance.Of("((Half)1.5)", "Half.NaN", "((Half)0)", "Half.NegativeZero")),
        _ => Expression.Constant(type, $"(({type}){_chance.Of("0.0", "1.5", "(-0.0)", "1e10", "double.NaN", "double.PositiveInfinity", "0.1")})"),
    };

    private Expression TextLiteral() => _chance.In100(4)
        ? Expression.Literal(Types.Text, "((string)null!)")
        : Expression.Constant(Types.Text, _chance.Of("\"\"", "\"a\"", "\"b c\"", "\"xyz\"", "\"!\"", "\"\\ud83d\"", "\"k0\"", "\"k1\""));

    private Expression PlainLiteral(ProgramType type) => type.Text switch
    {
        "Shade" => Expression.Constant(type, _chance.Of("Shade.Dark", "Shade.Grey", "Shade.Light", "((Shade)7)")),
        "DayOfWeek" => Expression.Constant(type, _chance.Of("DayOfWeek.Sunday", "DayOfWeek.Friday")),
        "DateTime" => Expression.Literal(type, $"new DateTime({_chance.Of("0L", "638000000000000001L")}, DateTimeKind.{_chance.Of("Utc", "Local", "Unspecified")})"),
        "TimeSpan" => Expression.Literal(type, _chance.Of("TimeSpan.Zero", "TimeSpan.FromTicks(1)", "TimeSpan.FromDays(2)", "TimeSpan.MaxValue")),
        _ => Expression.Literal(type, _chance.Of("Guid.Empty", "new Guid(\"6f9619ff-8b86-d011-b42d-00c04fc964ff\")")),
    };
}
