using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>Handlers that start calls and await them later; their argument is a list of keys.</summary>
internal static class JoinFunc
{
    private static readonly Codec<string> s_text = TextCodec.Instance;
    private static readonly Codec<Task<string>> s_task = Codecs.FutureOf(s_text);
    private static readonly Codec<Task<string[]>> s_all = Codecs.FutureOfAll(Codecs.Array(s_text), s_task);
    private static readonly Codec<Task<Task<string>>> s_any = Codecs.FutureOfAny(s_task);
    private static readonly Codec<Task<Task>> s_race = Codecs.FutureOfAny(Codecs.Future);

    public static void Register(ChainRegistry registry)
    {
        Add(registry, "one_func", s_task, (futures, keys) => Start(futures, keys[0]), task => task.Result);
        Add(registry, "all_func", s_all, (futures, keys) => futures.WhenAll(keys.Select(key => Start(futures, key))), task => string.Join('+', task.Result));
        Add(registry, "any_func", s_any, (futures, keys) => futures.WhenAny(keys.Select(key => Start(futures, key))), task => task.Result.Result);
        Add(registry, "dropped_func", s_task, (futures, keys) => keys.Select(key => Start(futures, key)).ToList()[0], task => task.Result);
        Add(registry, "timer_func", Codecs.Future, (futures, keys) => futures.WhenAll(futures.Delay(TimeSpan.FromHours(keys.Length)), Start(futures, keys[0])), _ => "over");
        Add(registry, "race_func", s_race, (futures, keys) => futures.WhenAny(futures.Delay(TimeSpan.FromHours(1)), futures.Start<string>(new TextCall("delay_func", keys[0]))), task => task.Result is Task<string> read ? read.Result : "too late");
        Add(registry, "within_func", s_task, (futures, keys) => futures.WaitAsync(futures.Start<string>(new TextCall("delay_func", keys[0])), TimeSpan.FromDays(keys.Length)), task => task.Result);
        Add(registry, "mixed_func", s_all, (futures, keys) => futures.WhenAll(Start(futures, keys[0]), Task.FromResult("here"), LaterAsync(keys[0])), task => string.Join('+', task.Result));
        Add(
            registry,
            "nested_func",
            s_all,
            (futures, keys) => futures.WhenAll(futures.WaitAsync(futures.Start<string>(new TextCall("delay_func", keys[0])), TimeSpan.FromDays(9)), Start(futures, keys[0])),
            task => string.Join('+', task.Result));
        Add(registry, "errors_func", s_all, (futures, keys) => futures.WhenAll(keys.Select(key => futures.Start<string>(new TextCall("sync_throw", key)))), task => string.Join('+', task.Exception!.InnerExceptions.Select(each => each.GetType().Name + each.Message)), throws: false);
        Add(registry, "throw_func", s_all, (futures, keys) => futures.WhenAll(keys.Select(key => futures.Start<string>(new TextCall("sync_throw", key)))), task => string.Join('+', task.Result));
    }

    private static Task<string> Start(StepFutures futures, string key) => futures.Start<string>(new TextCall("IReader.ReadAsync", key));

    private static async Task<string> LaterAsync(string key)
    {
        await Task.Yield();
        return key + " later";
    }

    private static void Add<TTask>(ChainRegistry registry, string name, Codec<TTask> codec, Func<StepFutures, string[], TTask> start, Func<TTask, string> rest, bool throws = true)
        where TTask : Task
    {
        var point = new ResumePoint($"{name}@join", "1", true) { IsJoin = true };
        registry.AddStart(
            name,
            null,
            s_text,
            async step =>
            {
                var task = start(step.Futures, step.Arguments(TextState.Read).Split(','));
                await step.Futures.Settle(task);
                return Step.Join(step.Futures, task, new TaskState<TTask>(point, codec, task));
            },
            args => new TextCall(name, (string)args[0]!));
        registry.AddResumePoint(point, null, s_text, null, step =>
        {
            var state = step.State(TaskState<TTask>.Read(point, codec));
            if (step.WaitsFor(state.Task))
            {
                return Step.Join(step.Futures, state.Task, state);
            }

            if (throws)
            {
                step.Resumed().GetResult(state.Task);
            }

            return Step.Return(rest(state.Task));
        });
    }
}
