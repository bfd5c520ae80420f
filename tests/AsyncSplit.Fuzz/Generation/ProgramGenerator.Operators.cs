using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Operators and methods of the simple types.</content>
internal sealed partial class ProgramGenerator
{
    private Expression? Integer(ProgramType type, int depth) => _chance.Below(15) switch
    {
        14 => WrittenMeanwhile(type, depth),
        < 4 => new Expression(type, $"({MakeVariable(type, depth)} {_chance.Of("+", "-", "*")} {Make(type, depth)})"),
        4 => new Expression(type, $"({MakeVariable(type, depth)} {_chance.Of("/", "%")} {Divisor(type, depth)})"),
        5 => new Expression(type, $"({MakeVariable(type, depth)} {_chance.Of("&", "|", "^")} {Make(type, depth)})"),
        6 => new Expression(type, $"({MakeVariable(type, depth)} {_chance.Of("<<", ">>", ">>>")} {Make(Types.Int, depth)})"),
        7 => new Expression(type, $"({(type.Text is "uint" or "ulong" or "UInt128" ? "~" : _chance.Of("-", "~"))}{MakeVariable(type, depth)})"),
        8 => new Expression(type, $"{_chance.Of("checked", "unchecked")}({MakeVariable(type, depth)} {_chance.Of("+", "-", "*")} {MakeVariable(type, depth)})"),
        9 => Converted(type, depth),
        _ => type.Equals(Types.Int) ? IntOperation(depth) : null,
    };

    /// <summary>A variable whose value is taken before it is written behind an await.</summary>
    private Expression? WrittenMeanwhile(ProgramType type, int depth) =>
        FindAssignable(type) is { } variable && Await(type, depth) is { } awaited
            ? new Expression(type, $"({variable.Name} {_chance.Of("+", "-", "*", "|")} ({variable.Name} {_chance.Of("=", "+=", "-=")} {awaited}))")
            : null;

    /// <summary>Most often not zero.</summary>
    private Expression Divisor(ProgramType type, int depth)
    {
        var divisor = MakeVariable(type, depth);
        return _chance.In100(25) ? divisor : new Expression(type, $"({divisor} | ({type})1)");
    }

    private Expression? IntOperation(int depth)
    {
        var type = Types.Int;
        switch (_chance.Below(8))
        {
            case 0:
                return new Expression(type, $"Trace.Sum({Make(type, depth)}{new Clause($", others: [{Make(type, depth)}, {Make(type, depth)}]")}{new Clause($", second: {Make(type, depth)}")})");
            case 1:
                return new Expression(type, $"Trace.Sum({Make(type, depth)}, {Make(type, depth)}, {Make(type, depth)}, {Make(type, depth)})");
            case 2:
                return FindVariable(variable => variable.IsAssignable && variable.Type.Equals(type)) is { } bumped ? new Expression(type, $"Trace.Bump(ref {bumped.Name}, {Make(type, depth)})") : null;
            case 3:
                return FindVariable(variable => variable.Type.Equals(Types.Box) || (variable.Type.Equals(Types.Cell) && variable.IsAssignable)) is { } raised ? new Expression(type, $"{raised.Name}.Raise({Make(type, depth)})") : null;
            case 4:
                return FindVariable(variable => variable.Type.Kind is TypeKind.Text or TypeKind.Array or TypeKind.Grid) is { } measured ? new Expression(type, $"{measured.Name}.Length") : null;
            case 5:
                return FindVariable(variable => variable.Type.Kind is TypeKind.List or TypeKind.Map or TypeKind.Set or TypeKind.Stack or TypeKind.Queue) is { } counted ? new Expression(type, $"{counted.Name}.Count") : null;
            case 6:
                return Folded(depth);
            default:
                return new Expression(type, $"((int)(object)({Make(_chance.In100(85) ? type : _chance.Of(Types.Text, Types.Long), depth)}))");
        }
    }

    /// <summary>A lambda or local function that captures and may change what it captures, often held while what it is applied to is awaited.</summary>
    private Expression Folded(int depth)
    {
        var from = _at.MayAwait && _chance.In100(50) && Await(Types.Int, depth) is { } awaited ? awaited : Make(Types.Int, depth);
        var functions = _scope.VisibleFunctions.Where(function => function is { IsAsync: false, IsDelegate: false, Parameters: [{ Type: var only }] } && only.Equals(Types.Int) && function.Result.Equals(Types.Int)).ToList();
        if (functions.Count > 0 && _chance.In100(40))
        {
            return new Expression(Types.Int, $"Trace.Fold({_chance.Of<Function>(functions).Name}, {from})");
        }

        Variable[] parameter = [new(_scope.NewName("x"), Types.Int)];
        var body = Within(_at with { MayAwait = false, IsHandler = false, HasFuel = false, MayResize = false, RunsOnce = false }, () => Visible(parameter, () => Make(Types.Int, depth)));
        return FindVariable(Types.List(Types.Int)) is { } list && _chance.In100(50)
            ? new Expression(Types.Int, $"{list.Name}.Select({parameter[0].Name} => {body}).Aggregate({from}, (sum, next) => unchecked(sum + next))")
            : new Expression(Types.Int, $"Trace.Fold({parameter[0].Name} => {body}, {from})");
    }

    private Expression Small(ProgramType type, int depth) => _chance.Below(4) switch
    {
        0 => new Expression(type, $"(({type})({MakeVariable(type, depth)} {_chance.Of("+", "*", "^")} {Make(type, depth)}))"),
        1 => new Expression(type, $"checked(({type})({MakeVariable(type, depth)} + {MakeVariable(type, depth)}))"),
        _ => Converted(type, depth),
    };

    private Expression Converted(ProgramType type, int depth)
    {
        var from = _chance.Of<ProgramType>(Types.Numbers);
        var value = MakeVariable(from, depth);

        // What an unchecked conversion of a real number that does not fit gives is not defined.
        return from.Kind == TypeKind.Real ? new Expression(type, $"checked(({type})({value}))") : new Expression(type, $"unchecked(({type})({value}))");
    }

    private Expression Real(ProgramType type, int depth) => _chance.Below(4) switch
    {
        < 2 => new Expression(type, $"({MakeVariable(type, depth)} {_chance.Of("+", "-", "*")} {Make(type, depth)})"),
        2 => new Expression(type, $"({MakeVariable(type, depth)} / {MakeVariable(type, depth)})"),
        _ => new Expression(type, $"(({type})(int)({MakeVariable(Types.Int, depth)}))"),
    };

    /// <summary>What is done again and again does not grow without bounds: text that is made of text would, by the power of the rounds.</summary>
    private Expression TextOperation(int depth)
    {
        var made = Grown(depth);
        return _at.RunsOnce && _chance.In100(60) ? made : Bounded(made);
    }

    private static Expression Bounded(Expression text) => text.IsLiteral ? text : new Expression(text.Type, $"Trace.Bound({text})");

    private Expression Grown(int depth)
    {
        var type = Types.Text;
        return _chance.Below(10) switch
        {
            < 3 => new Expression(type, $"({Make(type, depth)} + {Make(_chance.Of(type, Types.Int, Types.Char), depth)})"),
            < 5 => Interpolated(depth),
            5 => new Expression(type, $"Trace.Join({Make(type, depth)}, {Make(Types.Int, depth)}{new Clause($", {Make(type, depth)}")})"),
            6 => new Expression(type, $"Trace.Join(number: {Make(Types.Int, depth)}, last: {Make(type, depth)}, first: {Make(type, depth)})"),
            7 => new Expression(type, $"Show.Of({Make(RandomType(), depth)})"),
            8 => new Expression(type, $"string.Concat({Make(type, depth)}, {Make(type, depth)}, {Make(type, depth)})"),
            _ => new Expression(type, $"({Make(type, depth)} + \"..\")[{Index(depth)}..^{_chance.Between(0, 2)}]"),
        };
    }

    private Expression Interpolated(int depth)
    {
        // An await has no place beside the handler of a format provider.
        return _chance.In100(70)
            ? new Expression(Types.Text, $"$\"<{{{Make(_chance.Of(Types.Int, Types.Text, Types.Long, Types.Bool), depth)}}}-{{{Make(_chance.Of(Types.Int, Types.Text, Types.Char), depth)},4}}>\"")
            : Within(_at with { MayAwait = false }, () => new Expression(Types.Text, $"string.Create(CultureInfo.InvariantCulture, $\"{{{Make(Types.Int, depth)}}}:{{{Make(Types.Int, depth)}:x4}}\")"));
    }

    private Expression? Plain(ProgramType type, int depth) => type.Text switch
    {
        "DateTime" => new Expression(type, $"{Make(type, depth)}.AddTicks({Make(Types.Short, depth)})"),
        "TimeSpan" => new Expression(type, $"({Make(type, depth)} {_chance.Of("+", "-")} {Make(type, depth)})"),
        "Guid" => new Expression(type, $"new Guid({Make(Types.Int, depth)}, {Make(Types.Short, depth)}, 3, 1, 2, 3, 4, 5, 6, 7, {Make(Types.Byte, depth)})"),
        _ => new Expression(type, $"(({type})({MakeVariable(Types.Byte, depth)}))"),
    };

    private Expression Nullable(ProgramType type, int depth)
    {
        if (type.Element.Kind == TypeKind.Integer && _chance.In100(40))
        {
            return new Expression(type, $"({Make(type, depth)} {_chance.Of("+", "-")} {Make(_chance.Of(type, type.Element), depth)})");
        }

        return type.Element.Equals(Types.Int) && _chance.In100(40)
            ? new Expression(type, $"({Make(Types.Box, depth)}{_chance.Of("?.Next", "")}?.Number)")
            : new Expression(type, $"(({type})({Make(type.Element, depth)}))");
    }

    private Expression Condition(int depth)
    {
        var type = Types.Bool;
        switch (_chance.Below(12))
        {
            case < 3:
                var number = _chance.In100(60) ? Types.Int : _chance.Of<ProgramType>(Types.Numbers);
                return new Expression(type, $"({MakeVariable(number, depth)} {_chance.Of("<", ">", "<=", ">=", "==", "!=")} {Make(number, depth)})");
            case < 6:
                return new Expression(type, $"({MakeVariable(type, depth)} {_chance.Of("&&", "||", "&&", "||", "&", "|", "^")} {Make(type, depth)})");
            case 6:
                return new Expression(type, $"(!{MakeVariable(type, depth)})");
            case 7:
                var compared = RandomValueType();
                return compared.Equals(Types.Cell) || (compared.Kind == TypeKind.Nullable && compared.Element.Kind == TypeKind.Struct)
                    ? Leaf(type)
                    : new Expression(type, $"({MakeVariable(compared, depth)} {_chance.Of("==", "!=")} {Make(compared, depth)})");
            case 8:
                return new Expression(type, $"({Make(_chance.Of(Types.Text, Types.Box, Types.Item, Types.Nullable(Types.Int)), depth)} is {_chance.Of("null", "not null")})");
            case 9:
                return new Expression(type, $"({MakeVariable(Types.Int, depth)} is {_chance.Of("0 or 1", "> 3", "not 2", "3 or > 7", "< 0")})");
            case 10:
                return new Expression(type, $"({Make(Types.Item, depth)} is {{ Number: {_chance.Of("1", "> 2", "var _")}, Text: {_chance.Of("\"a\"", "not null", "{ Length: > 1 }")} }})");
            default:
                return new Expression(type, $"{Make(Types.List(Types.Int), depth)}.Contains({Make(Types.Int, depth)})");
        }
    }
}
