using System.Reflection;
using System.Runtime.Loader;

namespace AsyncSplit.Conformance.Harness;

/// <summary>
/// A compiled case, loaded. What the corpus shares is compiled into each case, so its types are reached by reflection;
/// the members used here are what the corpus' README promises to a harness.
/// </summary>
internal sealed class CaseAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly Type _corpus;
    private readonly Type _outcome;

    public CaseAssembly(CaseBuild build)
    {
        _context = new(build.Name, isCollectible: true);
        using var image = new MemoryStream(build.Assembly);
        using var symbols = new MemoryStream(build.Symbols);
        Assembly = _context.LoadFromStream(image, symbols);
        _corpus = Assembly.GetType("Conformance.Corpus", throwOnError: true)!;
        _outcome = Assembly.GetType("Conformance.Outcome", throwOnError: true)!;
        JournalType = Assembly.GetType("Conformance.Journal", throwOnError: true)!;

        var cases = Method<Func<Assembly, IEnumerable<Type>>>("Cases")(Assembly).ToList();
        if (cases is not [var type] || type.Name != build.Name)
        {
            throw new InvalidOperationException($"{CorpusFiles.PathOf(build.Name)} is to have one class marked [Case], named {build.Name}; it has: {string.Join(", ", cases)}.");
        }

        Type = type;
        Run = type.GetMethod("Run") ?? throw new InvalidOperationException($"{build.Name} has no public Run.");
        var mark = type.GetCustomAttributes().Single(attribute => attribute.GetType().Name == "CaseAttribute");
        UnorderedJournal = (bool)mark.GetType().GetProperty("UnorderedJournal")!.GetValue(mark)!;
    }

    public Assembly Assembly { get; }

    public Type JournalType { get; }

    /// <summary>The class marked <c>[Case]</c>.</summary>
    public Type Type { get; }

    public MethodInfo Run { get; }

    public bool UnorderedJournal { get; }

    /// <summary>The rows, read anew.</summary>
    public IReadOnlyList<object?[]> Inputs() => [.. Method<Func<Type, IEnumerable<object?[]>>>("Inputs")(Type)];

    public IEnumerable<(Type Service, Type Implementation)> Services() =>
        Method<Func<Assembly, IEnumerable<(Type, Type)>>>("Services")(Assembly);

    public RunOutcome Returned(object? result, object journal) => Wrap("Returned", result, journal, null);

    public RunOutcome Threw(Exception exception, object journal) => Wrap("Threw", exception, journal, exception);

    public bool AreSame(RunOutcome one, RunOutcome other) =>
        (bool)_outcome.GetMethod("IsSameAs")!.Invoke(one.Outcome, [other.Outcome, UnorderedJournal])!;

    public void Dispose() => _context.Unload();

    private T Method<T>(string name)
        where T : Delegate => _corpus.GetMethod(name)!.CreateDelegate<T>();

    private RunOutcome Wrap(string factory, object? ended, object journal, Exception? exception)
    {
        var outcome = _outcome.GetMethod(factory)!.Invoke(null, [ended, journal])!;
        return new(
            outcome,
            (string)_outcome.GetProperty("Result")!.GetValue(outcome)!,
            (IReadOnlyList<string>)_outcome.GetProperty("Journal")!.GetValue(outcome)!,
            exception);
    }
}
