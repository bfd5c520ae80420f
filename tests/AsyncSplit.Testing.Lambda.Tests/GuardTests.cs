using System.Diagnostics;
using AsyncSplit.Testing.Lambda.Environments;
using AsyncSplit.Testing.Lambda.Tests.Harness;

namespace AsyncSplit.Testing.Lambda.Tests;

public sealed class GuardTests
{
    [GuardFact]
    public async Task WhatIsLeftIsKilledAtTheEndOfItsInputAlsoIfItIsFrozen()
    {
        using var kept = Start();
        using var ended = Start();
        var guard = new Guard();
        guard.Add(kept.Id);
        guard.Add(ended.Id);
        guard.Remove(kept.Id);
        using (var stop = Process.Start("kill", ["-STOP", $"{ended.Id}"]))
        {
            await stop.WaitForExitAsync();
        }

        guard.Dispose();

        await ended.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(kept.HasExited);
        kept.Kill();
    }

    private static Process Start() => Process.Start(ProcessGroup.Setsid, ["sleep", "100"]);
}
