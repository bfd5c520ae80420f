using AsyncSplit.Runtime;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>Callers of <see cref="IReader"/> and <see cref="IDatabase"/>, split by hand.</summary>
internal sealed class MyFunc(RunLog log)
{
    public static readonly ResumePoint AfterRead = new("my_func@my_func_callback", "m1", Catches: false);
    public static readonly ResumePoint AfterTry = new("try_func@catch", "t1", Catches: true);
    public static readonly ResumePoint AfterDelay = new("delay_func@delay", "d1", Catches: false);
    public static readonly ResumePoint AfterLoop = new("loop_func@loop", "l1", Catches: false);
    public static readonly ResumePoint AfterInline = new("opaque_func@opaque", "o1", Catches: false);
    public static readonly ResumePoint AfterGone = new("gone_func@removed", "g1", Catches: false);
    public static readonly ResumePoint AfterOldShape = new("my_func@my_func_callback", "m0", Catches: false);

    // var row = await reader.ReadAsync(key); return $"my({key},{row})";
    public StepOutcome Start(string key)
    {
        log.Add("my_func");
        return Step.Call(new TextCall("IReader.ReadAsync", key), new TextState(AfterRead, key));
    }

    public StepOutcome Resume(string key, Resumed<string> resumed)
    {
        var row = resumed.Result;
        log.Add("my_func_callback");
        return Step.Return($"my({key},{row})");
    }

    // try { return await my_func(key); } catch (DeclinedException e) { return ...; }
    public StepOutcome StartTry(string key) => Step.Call(new TextCall("my_func", key), new TextState(AfterTry, key));

    public StepOutcome ResumeTry(Resumed<string> resumed)
    {
        try
        {
            return Step.Return(resumed.Result);
        }
        catch (DeclinedException exception)
        {
            log.Add("catch");
            return Step.Return($"caught({exception.Message},{exception.Code})");
        }
    }

    // return await reader.ReadAsync(key);
    public StepOutcome StartTail(string key)
    {
        log.Add("tail_func");
        return Step.TailCall(new TextCall("IReader.ReadAsync", key));
    }

    // await Task.Delay(TimeSpan.FromDays(2)); return key;
    public StepOutcome StartDelay(string key) => Step.Delay(TimeSpan.FromDays(2), new TextState(AfterDelay, key));

    // for (var i = 0; i < n; i++) await Task.Yield();
    public StepOutcome Loop(string left) =>
        left == "0" ? Step.Return("looped") : Step.Yield(new TextState(AfterLoop, (int.Parse(left) - 1).ToString()));

    // return await SomethingOpaque(key);
    public async ValueTask<StepOutcome> StartOpaqueAsync(string key) =>
        Step.Resume(await Step.Await(OpaqueAsync(key)), new TextState(AfterInline, key));

    // Calls with a frame that no entry point fits.
    public StepOutcome StartWith(ResumePoint point, string key) => Step.Call(new TextCall("db.get", key), new TextState(point, key));

    private async Task<string> OpaqueAsync(string key)
    {
        log.Add("opaque");
        await Task.Yield();
        return key == "throw" ? throw new DeclinedException("opaque", 7) : $"opaque({key})";
    }
}
