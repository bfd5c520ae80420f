using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>One kind of chain: a handler, and how its native runs can end.</summary>
internal abstract class Shape
{
    /// <summary>All of them, in a fixed order: a seed means the same scenario each time.</summary>
    public static IReadOnlyList<Shape> All { get; } =
    [
        new CallsShape(),
        new TailCallsShape(),
        new DeepCallsShape(),
        new NestedJoinsShape(),
        new ErrorsShape(),
        new TimersShape(),
        new RacesShape(),
        new TimeLimitsShape(),
        new UnawaitedShape(),
        new OpaqueLoopShape(),
        new BookingsShape(),
        new EscortsShape(),
        new ApprovalsShape(),
        new RetriesShape(),
        new ParcelsShape(),
    ];

    /// <summary>Those of which the costs are counted.</summary>
    public static IReadOnlyList<Shape> Counted { get; } = [new FanShape(), new QuestionShape()];

    public const string SignalName = "said";

    /// <summary>The values of the signals that a chain gets.</summary>
    public static IReadOnlyList<string> SignalValues { get; } = ["this", "that"];

    public string Name => GetType().Name[..^"Shape".Length];

    /// <summary>The wire name of the handler.</summary>
    public abstract string Handler { get; }

    /// <summary>Whether the order of the effects is the handler's to decide.</summary>
    public virtual bool IsOrdered => true;

    /// <summary>What clients do, at any time or not at all.</summary>
    public virtual IReadOnlyList<RequestKind> Requests => [];

    public static Shape Find(string name) => All.Concat(Counted).FirstOrDefault(shape => shape.Name == name) ?? throw new FormatException($"There is no shape '{name}'. There are: {string.Join(", ", All.Select(shape => shape.Name))}.");

    /// <summary>The arguments for a chain.</summary>
    /// <param name="run">Names the chain's effects.</param>
    /// <param name="size">1 to 4: how much of everything.</param>
    public abstract object?[] Arguments(string run, int size);

    /// <summary>All ways in which native runs end: more than one where it is a matter of time.</summary>
    public abstract Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size);

    /// <summary>What is wrong with the end of a chain; null where nothing is.</summary>
    public virtual string? Objection(ChainEnd end, IReadOnlyList<ChainEnd> native, int size) =>
        native.Contains(end) ? null : $"it has ended with {end}; natively it ends with {string.Join(" or ", native)}";

    /// <summary>Runs the handler as the plain async method that it is.</summary>
    /// <param name="run">Names the effects.</param>
    /// <param name="handler">Calls it on objects that are made for this run.</param>
    protected async Task<ChainEnd> RunAsync<T>(string run, Func<Effects, Task<T>> handler)
    {
        var recorded = new List<Effect>();
        var effects = new Effects();
        effects.RecordIn(recorded);
        string result;
        try
        {
            result = Convert.ToString(await handler(effects), System.Globalization.CultureInfo.InvariantCulture) ?? "null";
        }
        catch (Exception exception)
        {
            result = ChainEnd.TextOf(exception);
        }

        return End(run, result, recorded);
    }

    /// <summary>How a chain has ended, to be compared.</summary>
    public ChainEnd End(string run, string result, IEnumerable<Effect> effects)
    {
        var labels = effects.Where(effect => effect.Run == run).Select(effect => effect.Label);
        return new ChainEnd(result, [.. IsOrdered ? labels : labels.Order(StringComparer.Ordinal)]);
    }
}
