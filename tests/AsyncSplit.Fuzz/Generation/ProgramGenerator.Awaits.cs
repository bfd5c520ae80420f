using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Awaits: chain calls, opaque ones, ones that stay inside the step.</content>
internal sealed partial class ProgramGenerator
{
    private static readonly Dictionary<string, string> s_members = new(StringComparer.Ordinal)
    {
        ["int"] = "Int", ["long"] = "Long", ["byte"] = "Byte", ["short"] = "Short", ["uint"] = "UInt", ["Int128"] = "Int128", ["Half"] = "Half", ["float"] = "Float",
        ["double"] = "Double", ["decimal"] = "Decimal", ["char"] = "Char", ["string"] = "Text", ["bool"] = "Bool", ["Shade"] = "Shade", ["DateTime"] = "Time", ["TimeSpan"] = "Span",
        ["Guid"] = "Guid", ["int?"] = "MaybeInt", ["(int, string)"] = "Pair", ["Item"] = "Item", ["Point"] = "Point", ["Cell"] = "Cell",
    };

    private Expression? Await(ProgramType type, int depth)
    {
        if (!_at.MayAwait || _awaits <= 0)
        {
            return null;
        }

        _awaits--;
        if (_at.IsHandler && _chance.In100(15) && Joined(type, depth) is { } joined)
        {
            return joined;
        }

        return _at.IsHandler && _chance.In100(65) ? Configured(type, ChainCall(type, depth)) : Opaque(type, depth);
    }

    private Expression Configured(ProgramType type, Expression? task) => task is null ? Leaf(type) : new(type, $"(await {task}{(_chance.In100(8) ? ".ConfigureAwait(false)" : "")})");

    private Expression? ChainCall(ProgramType type, int depth)
    {
        var handlers = _handlers.Where(handler => handler.Result.Equals(type)).ToList();
        if (handlers.Count > 0 && _chance.In100(50))
        {
            var handler = _chance.Of<Function>(handlers);
            return new Expression(type, $"{(_chance.In100(30) && !handler.Name.StartsWith("base.", StringComparison.Ordinal) ? "this." : "")}{handler.Name}({Arguments(handler, depth)})");
        }

        if (s_members.TryGetValue(type.Text, out var member))
        {
            return type.Equals(Types.Int) && _chance.In100(25)
                ? new Expression(type, $"probe.Add({Make(type, depth)}, {Make(type, depth)})")
                : new Expression(type, $"values.{member}({Make(type, depth)})");
        }

        return type.Text switch
        {
            "Box" => new Expression(type, $"values.Box({Make(Types.Int, depth)}{new Clause($", {Make(Types.Text, depth)}")})"),
            "List<int>" => new Expression(type, $"values.Numbers({Make(Types.Int, depth)}, {Make(Types.Int, 0)})"),
            "int[]" => new Expression(type, $"values.Slots(count: {Make(Types.Int, 0)}, first: {Make(Types.Int, depth)})"),
            "List<string>" => new Expression(type, $"values.Texts({Make(Types.Int, depth)})"),
            "Dictionary<string, int>" => new Expression(type, $"values.Map({Make(Types.Int, depth)})"),
            _ => null,
        };
    }

    /// <summary>The result crosses a boundary and is copied there: it is a value, or an object that nobody else holds.</summary>
    private Expression Opaque(ProgramType type, int depth)
    {
        var isInline = !_at.IsHandler || _chance.In100(20);
        var inline = isInline && _at.IsHandler ? ".Inline()" : "";
        if (type.Equals(Types.Box) && !isInline)
        {
            return new Expression(type, $"(await Later.Box({Make(Types.Int, depth)}))");
        }

        var value = type.IsShared && !isInline ? Fresh(type, depth) : Make(type, depth);
        return _chance.Below(7) switch
        {
            0 => new Expression(type, $"(await Later.Now({value}){inline})"),
            1 => new Expression(type, $"(await Later.Maybe({value}, {Make(Types.Int, depth)}){inline})"),
            2 when !isInline => new Expression(type, $"(await Later.Of({value}).ConfigureAwait({_chance.Of("false", "true", "ConfigureAwaitOptions.ForceYielding")}))"),
            3 when type.Kind is not TypeKind.Tuple => new Expression(type, $"(await Task.FromResult<{type}>({value}){inline})"),
            _ => new Expression(type, $"(await Later.Of({value}){inline})"),
        };
    }

    /// <summary>A new object of which no part is held by anybody else.</summary>
    private Expression Fresh(ProgramType type, int depth) =>
        type.IsShared ? Construct(type, type.Arguments.Any(part => part.IsShared) || type.Equals(Types.Box) ? 0 : depth) : Make(type, depth);

    /// <summary>An await that is a statement.</summary>
    private Statement? AwaitStatement()
    {
        if (!_at.MayAwait || _awaits <= 0)
        {
            return null;
        }

        var kind = _chance.Below(_at.IsHandler ? 6 : 3);
        if (kind == 5)
        {
            return new Statement($"_ = {Await(_chance.Of(Types.Int, Types.Text, Types.Box), 2)};");
        }

        _awaits--;
        return kind switch
        {
            0 => new Statement($"await Task.Yield();"),
            1 => new Statement($"await Task.Delay({_chance.Below(2)});"),
            2 => new Statement($"await Later.Boom({Make(Types.Int, 1)}){(_at.IsHandler && _chance.In100(30) ? ".Inline()" : "")};"),
            3 => new Statement($"await values.Note({Make(Types.Text, 2)});"),
            _ => new Statement($"await Task.Delay(TimeSpan.Zero).ConfigureAwait(false);"),
        };
    }
}
