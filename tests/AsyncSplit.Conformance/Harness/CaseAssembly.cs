using System.Reflection;
using System.Runtime.Loader;

namespace AsyncSplit.Conformance.Harness;

/// <summary>
/// Compiled cases, loaded. What the corpus shares is compiled in with them, so its types are reached by reflection;
/// the members used here are what the corpus' README promises to a harness.
/// </summary>
internal sealed class CaseAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly Type _corpus;
    private readonly Type _outcome;

    /// <param name="name">To tell it from others.</param>
    /// <param name="assembly">Its image.</param>
    /// <param name="symbols">Its symbols; empty if stack traces need no lines.</param>
    public CaseAssembly(string name, byte[] assembly, byte[] symbols)
    {
        _context = new(name, isCollectible: true);
        using var image = new MemoryStream(assembly);
        using var lines = symbols.Length > 0 ? new MemoryStream(symbols) : null;
        Assembly = _context.LoadFromStream(image, lines);
        _corpus = Assembly.GetType("Conformance.Corpus", throwOnError: true)!;
        _outcome = Assembly.GetType("Conformance.Outcome", throwOnError: true)!;
        JournalType = Assembly.GetType("Conformance.Journal", throwOnError: true)!;
        var inputs = Method<Func<Type, IEnumerable<object?[]>>>("Inputs");
        Cases = [.. Method<Func<Assembly, IEnumerable<Type>>>("Cases")(Assembly).Select(type => new CaseType(type, () => inputs(type)))];
    }

    public Assembly Assembly { get; }

    public Type JournalType { get; }

    /// <summary>The classes marked <c>[Case]</c>, by name.</summary>
    public IReadOnlyList<CaseType> Cases { get; }

    public IEnumerable<(Type Service, Type Implementation)> Services() =>
        Method<Func<Assembly, IEnumerable<(Type, Type)>>>("Services")(Assembly);

    public RunOutcome Returned(object? result, object journal) => Wrap("Returned", result, journal, null);

    public RunOutcome Threw(Exception exception, object journal) => Wrap("Threw", exception, journal, exception);

    public bool AreSame(RunOutcome one, RunOutcome other, bool unorderedJournal) =>
        (bool)_outcome.GetMethod("IsSameAs")!.Invoke(one.Outcome, [other.Outcome, unorderedJournal])!;

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
