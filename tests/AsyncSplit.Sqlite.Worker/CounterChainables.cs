using AsyncSplit.Runtime;

namespace AsyncSplit.Sqlite.Worker;

/// <summary>What would be generated for <see cref="Counter"/>.</summary>
public sealed class CounterChainables : IChainables
{
    public void Register(ChainRegistry registry)
    {
        var number = NumberCodec.Instance;
        registry.AddStart("sum", typeof(Counter), number, step => step.Service<Counter>().Sum(step.Arguments(NumberCall.Read), 0));
        registry.AddStart("echo", typeof(Counter), number, step => step.Service<Counter>().Echo(step.Arguments(NumberCall.Read)));
        registry.AddStart("later", typeof(Counter), number, step => step.Service<Counter>().Later(step.Arguments(NumberCall.Read)));
        registry.AddStart("broken", typeof(Counter), number, step => step.Service<Counter>().Broken(step.Arguments(NumberCall.Read)));
        registry.AddStart("record", typeof(Counter), number, async step => await step.Service<Counter>().RecordAsync(step.Arguments(NumberCall.Read)));
        registry.AddStart("gate", null, number, async step => await Counter.GateAsync(step.Service<Gate>(), step.Arguments(NumberCall.Read)));
        registry.AddResumePoint(Counter.AfterEcho, typeof(Counter), number, number, step => step.Service<Counter>().ResumeSum(step.State(CountState.Read), step.Resumed(number)));
        registry.AddResumePoint(Counter.AfterDelay, typeof(Counter), number, null, step => step.Service<Counter>().ResumeLater(step.State(CountState.Read)));
    }
}
