using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// using declarations with awaits in their scope: at method level, in loops and switch sections, several in one, with local functions and constants around.
[Case]
public partial class UsingDeclarations(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<List<string>> Run(int n)
    {
        var log = new List<string>();
        Say("start");
        using var first = new UsingDeclarationsResource { Log = log, Name = "first" };
        using UsingDeclarationsResource second = new() { Log = log, Name = await probe.Echo("second") }, third = new() { Log = log, Name = "third" };
        const string Mark = "#";
        Say(Mark + await probe.Echo("a"));
        for (var i = 0; i < n; i++)
        {
            using var inLoop = new UsingDeclarationsResource { Log = log, Name = $"loop {i}" };
            if (i == 1)
            {
                continue;
            }

            using var _ = new UsingDeclarationsResource { Log = log, Name = "underscore" };
            Say(await probe.Echo($"{i}{Mark}"));
            Inner(inLoop.Name);
            void Inner(string text) => log.Add($"inner {text} {first.Name}");
        }

        switch (n)
        {
            case 1:
            {
                using var inCase = new UsingDeclarationsResource { Log = log, Name = "case" };
                await probe.Note("case 1");
                goto case 2;
            }
            case 2:
                await probe.Note("case 2");
                break;
            case 3:
            {
                using var inCase = new UsingDeclarationsResource { Log = log, Name = "case 3" };
                return [.. log, await probe.Echo("returned")];
            }
        }

        using var plain = new UsingDeclarationsResource { Log = log, Name = "plain" };
        Say("end");
        return log;

        void Say(string text) => log.Add($"say {text}");
    }
}

public sealed class UsingDeclarationsResource : IDisposable
{
    public required List<string> Log { get; set; }

    public required string Name { get; set; }

    public void Dispose() => Log.Add($"close {Name}");
}
