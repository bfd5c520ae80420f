using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A handler catches by an abstract base, holds the exception across awaits, and sees of which type it was.
[Case]
public partial class AbstractExceptions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        AbstractExceptionsBase? last = null;
        try
        {
            Check(n);
        }
        catch (AbstractExceptionsBase e)
        {
            await probe.Note($"caught {e.Kind}");
            last = e;
        }

        await probe.Note("after");
        return last is null ? "none" : $"{last.GetType().Name} {last.Message} {last.Kind} {(last as AbstractExceptionsCode)?.Code}";
    }

    private static void Check(int n) => AbstractExceptionsRules.Check(n);
}

public static class AbstractExceptionsRules
{
    public static void Check(int n)
    {
        if (n > 0)
        {
            throw n == 1 ? new AbstractExceptionsText("text") : new AbstractExceptionsCode(n * 7);
        }
    }
}

public abstract class AbstractExceptionsBase(string message) : Exception(message)
{
    public abstract string Kind { get; }
}

public sealed class AbstractExceptionsText(string message) : AbstractExceptionsBase(message)
{
    public override string Kind => "text";
}

public sealed class AbstractExceptionsCode(int code) : AbstractExceptionsBase($"code {code}")
{
    public override string Kind => "code";

    public int Code { get; } = code;
}
