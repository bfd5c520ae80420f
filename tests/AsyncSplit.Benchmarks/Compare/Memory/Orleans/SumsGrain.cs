using Orleans;
using Orleans.Runtime;

namespace AsyncSplit.Benchmarks.Compare.Memory.Orleans;

/// <summary>The chain of five calls, which writes how far it has come behind each call. It could not go on from there by itself, as ours can: that would take a reminder, and code that looks at the state.</summary>
public sealed class SumsGrain([PersistentState("sums", OrleansSilo.Storage)] IPersistentState<SumsState> state) : Grain, ISumsGrain
{
    public async Task<int> FiveAsync(int start)
    {
        var adder = GrainFactory.GetGrain<IAdderGrain>(0);
        state.State.Sum = start;
        for (var call = 1; call <= Crowd.Calls; call++)
        {
            state.State.Sum = await adder.AddAsync(state.State.Sum, call).ConfigureAwait(true);
            state.State.First = call == 1 ? state.State.Sum : state.State.First;
            state.State.Calls = call;
            await state.WriteStateAsync().ConfigureAwait(true);
        }

        return state.State.Sum + state.State.First;
    }
}
