"""The year as a procedure: phases, the Nucleo, the performance of the ente, documents."""
