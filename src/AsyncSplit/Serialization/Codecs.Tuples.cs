namespace AsyncSplit.Serialization;

public static partial class Codecs
{
    public static Codec<Tuple<T1>> Tuple<T1>(Codec<T1> item1) =>
        new TupleCodec<Tuple<T1>>(
            (writer, value) =>
            {
                item1.Write(writer, value.Item1);
            },
            (ref StateReader reader) => new(Next(ref reader, item1)));

    public static Codec<Tuple<T1, T2>> Tuple<T1, T2>(Codec<T1> item1, Codec<T2> item2) =>
        new TupleCodec<Tuple<T1, T2>>(
            (writer, value) =>
            {
                item1.Write(writer, value.Item1);
                item2.Write(writer, value.Item2);
            },
            (ref StateReader reader) => new(Next(ref reader, item1), Next(ref reader, item2)));

    public static Codec<Tuple<T1, T2, T3>> Tuple<T1, T2, T3>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3) =>
        new TupleCodec<Tuple<T1, T2, T3>>(
            (writer, value) =>
            {
                item1.Write(writer, value.Item1);
                item2.Write(writer, value.Item2);
                item3.Write(writer, value.Item3);
            },
            (ref StateReader reader) => new(Next(ref reader, item1), Next(ref reader, item2), Next(ref reader, item3)));

    public static Codec<Tuple<T1, T2, T3, T4>> Tuple<T1, T2, T3, T4>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3, Codec<T4> item4) =>
        new TupleCodec<Tuple<T1, T2, T3, T4>>(
            (writer, value) =>
            {
                item1.Write(writer, value.Item1);
                item2.Write(writer, value.Item2);
                item3.Write(writer, value.Item3);
                item4.Write(writer, value.Item4);
            },
            (ref StateReader reader) => new(Next(ref reader, item1), Next(ref reader, item2), Next(ref reader, item3), Next(ref reader, item4)));

    public static Codec<Tuple<T1, T2, T3, T4, T5>> Tuple<T1, T2, T3, T4, T5>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3, Codec<T4> item4, Codec<T5> item5) =>
        new TupleCodec<Tuple<T1, T2, T3, T4, T5>>(
            (writer, value) =>
            {
                item1.Write(writer, value.Item1);
                item2.Write(writer, value.Item2);
                item3.Write(writer, value.Item3);
                item4.Write(writer, value.Item4);
                item5.Write(writer, value.Item5);
            },
            (ref StateReader reader) => new(Next(ref reader, item1), Next(ref reader, item2), Next(ref reader, item3), Next(ref reader, item4), Next(ref reader, item5)));

    public static Codec<Tuple<T1, T2, T3, T4, T5, T6>> Tuple<T1, T2, T3, T4, T5, T6>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3, Codec<T4> item4, Codec<T5> item5, Codec<T6> item6) =>
        new TupleCodec<Tuple<T1, T2, T3, T4, T5, T6>>(
            (writer, value) =>
            {
                item1.Write(writer, value.Item1);
                item2.Write(writer, value.Item2);
                item3.Write(writer, value.Item3);
                item4.Write(writer, value.Item4);
                item5.Write(writer, value.Item5);
                item6.Write(writer, value.Item6);
            },
            (ref StateReader reader) => new(Next(ref reader, item1), Next(ref reader, item2), Next(ref reader, item3), Next(ref reader, item4), Next(ref reader, item5), Next(ref reader, item6)));

    public static Codec<Tuple<T1, T2, T3, T4, T5, T6, T7>> Tuple<T1, T2, T3, T4, T5, T6, T7>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3, Codec<T4> item4, Codec<T5> item5, Codec<T6> item6, Codec<T7> item7) =>
        new TupleCodec<Tuple<T1, T2, T3, T4, T5, T6, T7>>(
            (writer, value) =>
            {
                item1.Write(writer, value.Item1);
                item2.Write(writer, value.Item2);
                item3.Write(writer, value.Item3);
                item4.Write(writer, value.Item4);
                item5.Write(writer, value.Item5);
                item6.Write(writer, value.Item6);
                item7.Write(writer, value.Item7);
            },
            (ref StateReader reader) => new(Next(ref reader, item1), Next(ref reader, item2), Next(ref reader, item3), Next(ref reader, item4), Next(ref reader, item5), Next(ref reader, item6), Next(ref reader, item7)));

    public static Codec<Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>> Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3, Codec<T4> item4, Codec<T5> item5, Codec<T6> item6, Codec<T7> item7, Codec<TRest> rest)
        where TRest : notnull =>
        new TupleCodec<Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>>(
            (writer, value) =>
            {
                item1.Write(writer, value.Item1);
                item2.Write(writer, value.Item2);
                item3.Write(writer, value.Item3);
                item4.Write(writer, value.Item4);
                item5.Write(writer, value.Item5);
                item6.Write(writer, value.Item6);
                item7.Write(writer, value.Item7);
                rest.Write(writer, value.Rest);
            },
            (ref StateReader reader) => new(Next(ref reader, item1), Next(ref reader, item2), Next(ref reader, item3), Next(ref reader, item4), Next(ref reader, item5), Next(ref reader, item6), Next(ref reader, item7), Next(ref reader, rest)));
}
