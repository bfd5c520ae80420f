using AsyncSplit.Runtime;
using AsyncSplit.Tests.Fixtures;

[assembly: Chainables<TestChainables>]

namespace AsyncSplit.Tests.Fixtures;

/// <summary>What would be generated for these fixtures.</summary>
internal sealed class TestChainables : IChainables
{
    public void Register(ChainRegistry registry)
    {
        var text = TextCodec.Instance;
        registry.AddException(new DeclinedExceptionCodec());

        registry.AddContract(
            "db.get",
            typeof(IDatabase),
            text,
            async step =>
            {
                var service = step.Service<IDatabase>();
                return Step.Return(await service.GetAsync(step.Arguments(TextState.Read)));
            },
            Call("db.get"));
        registry.AddContract(
            "IReader.ReadAsync",
            typeof(IReader),
            text,
            async step => Step.Return(await step.Service<IReader>().ReadAsync(step.Arguments(TextState.Read))),
            Call("IReader.ReadAsync"));

        registry.AddStart("get_from_db", typeof(Reader), text, step => step.Service<Reader>().Start(step.Arguments(TextState.Read)), Call("get_from_db"), "IReader.ReadAsync");
        registry.AddResumePoint(Reader.AfterGet, typeof(Reader), text, text, step => step.Service<Reader>().Resume(step.Resumed(text)));

        Add(registry, "my_func", (handler, key) => handler.Start(key));
        Add(registry, "try_func", (handler, key) => handler.StartTry(key));
        Add(registry, "tail_func", (handler, key) => handler.StartTail(key));
        Add(registry, "delay_func", (handler, key) => handler.StartDelay(key));
        Add(registry, "loop_func", (handler, key) => handler.Loop(key));
        Add(registry, "gone_func", (handler, key) => handler.StartWith(MyFunc.AfterGone, key));
        Add(registry, "old_func", (handler, key) => handler.StartWith(MyFunc.AfterOldShape, key));
        Add(registry, "sync_throw", (_, key) => throw new VeryDeclinedException(key, 3));
        registry.AddStart("token_func", typeof(MyFunc), text, step => step.CancellationToken.IsCancellationRequested ? Step.Return("cancelled") : Step.Return("not"), Call("token_func"));
        registry.AddStart("opaque_func", typeof(MyFunc), text, step => step.Service<MyFunc>().StartOpaqueAsync(step.Arguments(TextState.Read)), Call("opaque_func"));

        JoinFunc.Register(registry);
        registry.AddResumePoint(MyFunc.AfterRead, typeof(MyFunc), text, text, step => step.Service<MyFunc>().Resume(step.State(TextState.Read), step.Resumed(text)));
        registry.AddResumePoint(MyFunc.AfterTry, typeof(MyFunc), text, text, step => step.Service<MyFunc>().ResumeTry(step.Resumed(text)));
        registry.AddResumePoint(MyFunc.AfterDelay, typeof(MyFunc), text, null, step => Step.Return($"delayed({step.State(TextState.Read)})"));
        registry.AddResumePoint(MyFunc.AfterLoop, typeof(MyFunc), text, null, step => step.Service<MyFunc>().Loop(step.State(TextState.Read)));
        registry.AddResumePoint(MyFunc.AfterInline, typeof(MyFunc), text, text, step => Step.Return(step.Resumed(text).Result));
    }

    private static void Add(ChainRegistry registry, string name, Func<MyFunc, string, StepOutcome> run) =>
        registry.AddStart(name, typeof(MyFunc), TextCodec.Instance, step => run(step.Service<MyFunc>(), step.Arguments(TextState.Read)), Call(name));

    private static Func<object?[], ChainCall> Call(string name) => args => new TextCall(name, (string)args[0]!);
}
