using System.Text;

namespace AsyncSplit.Generators.Tests.Size;

/// <summary>Handlers of one shape with as many awaits as wanted.</summary>
internal sealed class HandlerShape
{
    private readonly StringBuilder _text = new();
    private int _awaits;

    /// <summary>The names of all shapes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "straight", "conditional", "conditional in a loop", "loops 1 deep", "loops 2 deep", "loops 3 deep", "loops 4 deep", "loops 5 deep", "switch sections",
        "try, catch and finally", "try in try", "catch blocks", "finally blocks", "opaque",
    ];

    /// <summary>The source of a handler.</summary>
    public static string Source(string shape, int awaits)
    {
        var handler = new HandlerShape();
        handler.Body(shape, awaits);
        return $$"""
            namespace Shop;

            public interface IWork { [Chainable] Task<int> DoAsync(int n); }

            public partial class Orders(IWork work)
            {
                [Chainable]
                public async Task<int> GoAsync(int n, string? s)
                {
                    var sum = 0;
            {{handler._text}}
                    return sum;
                }

                private IWork Work => work;

                private static Task<int> LoadAsync(int n) => Task.FromResult(n);
            }
            """;
    }

    private void Body(string shape, int awaits)
    {
        switch (shape)
        {
            case "straight":
                Repeat(awaits, () => Line($"sum += await work.DoAsync(sum + {++_awaits});"));
                break;
            case "conditional":
                Repeat(awaits, Conditional);
                break;
            case "conditional in a loop":
                Around("while (sum < n)", () => Repeat(awaits, Conditional));
                break;
            case "switch sections":
                Around("switch (n % 100)", () => Repeat(awaits, () =>
                {
                    Line($"case {_awaits}:");
                    Conditional();
                    Line("break;");
                }));
                Line("Console.WriteLine(sum);");
                break;
            case "try, catch and finally":
                Try(() => Repeat(awaits - 2, Conditional), Conditional, () => Line("Console.WriteLine(sum);"));
                Conditional();
                break;
            case "try in try":
                Repeat(awaits / 10, () => Try(() => Try(() => Repeat(8, Conditional), Conditional, () => Line("sum--;")), Conditional, () => Line("sum++;")));
                break;
            case "catch blocks":
                Try(() => Repeat(awaits / 2, Conditional), () => Repeat(awaits / 2, Conditional), () => Line("sum--;"));
                break;
            case "finally blocks":
                Try(() => Repeat(awaits / 2, Conditional), () => Line("sum++;"), () => Repeat(awaits / 2, Conditional));
                break;
            case "opaque":
                Repeat(awaits, () => Around($"if (n > {++_awaits})", () => Line($"sum += await LoadAsync({_awaits});"), $"Console.WriteLine(sum + {_awaits});"));
                break;
            default:
                Loops(int.Parse(shape.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), awaits);
                break;
        }
    }

    /// <summary>Nested loops with as many awaits before the inner one as in it and each further one.</summary>
    private void Loops(int depth, int awaits)
    {
        var own = awaits / depth;
        Around($"for (var i{depth} = 0; i{depth} < n; i{depth}++)", () =>
        {
            Repeat(depth == 1 ? awaits : own, Conditional);
            if (depth > 1)
            {
                Loops(depth - 1, awaits - own);
            }
        });
    }

    private void Try(Action body, Action caught, Action last)
    {
        Around("try", body);
        Around("catch (InvalidOperationException e) when (e.Message.Length > sum)", caught);
        Around("finally", last);
    }

    private void Conditional()
    {
        Around($"if (n > {++_awaits})", () => Line($"sum += await work.DoAsync({_awaits});"), $"Console.WriteLine(sum + {_awaits});");
    }

    private void Around(string head, Action body, string? after = null)
    {
        Line(head);
        Line("{");
        body();
        Line("}");
        if (after is not null)
        {
            Line(after);
        }
    }

    private static void Repeat(int count, Action write)
    {
        for (var index = 0; index < count; index++)
        {
            write();
        }
    }

    private void Line(string text) => _text.Append("        ").Append(text).Append('\n');
}
