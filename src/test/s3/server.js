// A server that speaks S3 on the loopback, with one bucket; its key and secret are S3RVER. Says its port when it is ready.
const S3rver = require("s3rver");

new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory: process.argv[2], configureBuckets: [{ name: "recordings" }] })
  .run((error, { port } = {}) => {
    if (error) throw error;
    console.log(`ready ${port}`);
  });
