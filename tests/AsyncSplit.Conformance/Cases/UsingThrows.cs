using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Exceptions in using scopes with awaits: in the body, in Dispose, in both, in the resource; filters run before disposal; finally blocks that await around.
[Case]
public partial class UsingThrows(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs =>
        [["none", false], ["none", true], ["body", false], ["body", true], ["call", false], ["call", true], ["local", true], ["make", false], ["second", false]];

    [Chainable]
    public async Task<string> Run(string where, bool disposalFails)
    {
        var log = new List<string>();
        try
        {
            try
            {
                using var outer = Open(log, "outer", where == "make", false);
                using (var resource = Open(log, "resource", false, disposalFails))
                using (Open(log, "second", where == "second", false))
                {
                    log.Add(await probe.Echo("body"));
                    if (where == "body")
                    {
                        throw new InvalidOperationException("body");
                    }

                    await probe.Fail(where == "call" ? "custom" : "none", "call");
                    if (where == "local")
                    {
                        await Local.Boom("local");
                    }
                }

                log.Add(await probe.Echo("after"));
            }
            catch (Exception e) when (Filter(log, e))
            {
                log.Add($"{e.GetType().Name} {e.Message}");
            }
            finally
            {
                log.Add(await probe.Echo("finally"));
            }
        }
        finally
        {
            journal.Log(string.Join("; ", log));
        }

        return string.Join("; ", log);
    }

    private static bool Filter(List<string> log, Exception e)
    {
        log.Add($"filter {e.Message}");
        return true;
    }

    private static UsingThrowsResource Open(List<string> log, string name, bool fails, bool disposalFails)
    {
        log.Add($"open {name}");
        return fails ? throw new ArgumentException(name) : new UsingThrowsResource(log, name, disposalFails);
    }
}

public sealed record UsingThrowsResource(List<string> Log, string Name, bool Fails) : IDisposable
{
    public void Dispose()
    {
        Log.Add($"close {Name}");
        if (Fails)
        {
            throw new NotSupportedException($"closing {Name}");
        }
    }
}
